import type { Page } from 'playwright-core'

/**
 * Counts the processor time of a page's main thread from now on. The function that it resolves with says how many ms there were, slowed down
 * as the page is; what others do on the machine is not in it.
 */
export async function countThread(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await read()
  return async () => (await read()) - before
}
