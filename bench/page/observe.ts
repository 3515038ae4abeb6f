import type { Page } from 'playwright-core'

/** What is seen of a page while it comes: when something was painted, what moved by itself, which tasks were long. */
export type Observed = {
  /** ms from the navigation to the first and to the largest thing that was painted */
  firstMs: number
  largestMs: number
  /** All layout shifts together that no press or key has caused. */
  shift: number
  /** ms: when each task of more than 50 ms began and how long it took */
  tasks: { startTime: number; duration: number }[]
  /** ms: when something of all this, or a file, was last there */
  latestMs: number
}

/** ms without anything of that, after which a page is taken to be all there */
const QUIET_MS = 3000

declare global {
  /** In a page that is observed. */
  var observed: Observed
}

/** Observes whatever is opened in this page from now on. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    performance.setResourceTimingBufferSize(10_000)
    globalThis.observed = { firstMs: 0, largestMs: 0, shift: 0, tasks: [], latestMs: 0 }
    const on = (type: string, note: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) note(entry)
        observed.latestMs = performance.now()
      }).observe({ type, buffered: true })
    on('paint', ({ name, startTime }) => {
      if (name === 'first-contentful-paint') observed.firstMs = startTime
    })
    on('largest-contentful-paint', ({ startTime }) => {
      observed.largestMs = startTime
    })
    on('layout-shift', ({ value = 0, hadRecentInput }) => {
      if (!hadRecentInput) observed.shift += value
    })
    on('longtask', ({ startTime, duration }) => observed.tasks.push({ startTime, duration }))
    on('resource', () => {})
  })
}

/** Resolves with what was seen of the page once nothing happens on it any more. */
export async function untilQuiet(page: Page): Promise<Observed> {
  const isQuiet = (ms: number) => observed.firstMs > 0 && performance.now() - observed.latestMs > ms
  await page.waitForFunction(isQuiet, QUIET_MS, { polling: 500 })
  return await page.evaluate(() => observed)
}
