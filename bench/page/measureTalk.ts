import type { Browser } from 'playwright-core'
import { countFrames, type Frames } from './countFrames.ts'
import { untilQuiet } from './observe.ts'
import type { Stack } from './startStack.ts'
import { withThrottled } from './withThrottled.ts'

/** As fast as the director's model is at its fastest. */
export const TALK = { perSecond: 50, seconds: 8 }

/** The frames of a page while the director speaks in the shoot, whether the page shows it or not. */
export async function measureTalk(browser: Browser, url: string, { talk }: Stack): Promise<Frames> {
  return await withThrottled(browser, async (page) => {
    await page.goto(url)
    await untilQuiet(page)
    return await countFrames(page, () => talk(TALK.perSecond, TALK.seconds))
  })
}
