import type { Browser } from 'playwright-core'
import { countThread } from './countThread.ts'
import { type Observed, untilQuiet } from './observe.ts'
import { withThrottled } from './withThrottled.ts'

/** How a page came to be seen as for the first time, and what it loaded for that. */
export type Load = Pick<Observed, 'firstMs' | 'largestMs' | 'shift'> & {
  /** ms, of each task since the first paint what was beyond 50 ms: for so long a key or a press waited. */
  blockedMs: number
  /** ms of processor time of the main thread, in all */
  threadMs: number
  /** Elements of the page once it is there. */
  elements: number
  /** bytes as they were sent, compressed, of scripts and of everything */
  script: number
  all: number
}

/** Opens a page and waits until nothing happens on it any more. */
export async function measureLoad(browser: Browser, url: string): Promise<Load> {
  return await withThrottled(browser, async (page) => {
    const thread = await countThread(page)
    await page.goto(url)
    const { firstMs, largestMs, shift, tasks } = await untilQuiet(page)
    const threadMs = await thread()
    const beyond = tasks.map(
      ({ startTime, duration }) => startTime + duration - Math.max(startTime, firstMs) - LONG_TASK_MS,
    )
    const blockedMs = beyond.reduce((sum, ms) => sum + Math.max(0, ms), 0)
    const found = await page.evaluate(() => {
      const navigation = performance.getEntriesByType('navigation')
      const entries = [...navigation, ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[]
      const sum = (some: PerformanceResourceTiming[]) =>
        some.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0)
      const elements = document.getElementsByTagName('*').length
      return { elements, script: sum(entries.filter(({ name }) => name.endsWith('.js'))), all: sum(entries) }
    })
    return { firstMs, largestMs, shift, blockedMs, threadMs, ...found }
  })
}

/** ms, as https://web.dev/articles/tbt has it */
const LONG_TASK_MS = 50
