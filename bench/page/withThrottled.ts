import type { Browser, Page } from 'playwright-core'
import { observe } from './observe.ts'

/** How many times slower than this machine a page is taken to run. */
export const SLOWER = 4
/** ms that a page may take for anything */
const LONGEST = 120_000
/** px */
const WINDOW = { width: 1440, height: 900 }

/** Does something with a page, observed and slowed down, in a window of its own with an empty cache. */
export async function withThrottled<Result>(browser: Browser, work: (page: Page) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext({ viewport: WINDOW })
  context.setDefaultTimeout(LONGEST)
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await observe(page)
    return await work(page)
  } finally {
    await context.close()
  }
}
