import type { Browser } from 'playwright-core'
import { countFrames, type Frames } from './countFrames.ts'
import { untilQuiet } from './observe.ts'
import { withThrottled } from './withThrottled.ts'

/** px a second: three windows, as fast as anybody sees what passes */
export const SPEED = 3000
/** ms */
const LONGEST = 120_000

/** How a long page was scrolled through: its frames, the most elements that it had meanwhile, and its height at the end, px. */
export type Scroll = Frames & { elements: number; height: number }

/**
 * Scrolls a page from its beginning until its last words are there, though more of it may come on the way.
 *
 * @throws Error when they do not come
 */
export async function measureScroll(browser: Browser, url: string, lastWords: string): Promise<Scroll> {
  return await withThrottled(browser, async (page) => {
    await page.goto(url)
    await untilQuiet(page)
    const found = { elements: 0, height: 0 }
    const frames = await countFrames(page, async () => {
      const task = { speed: SPEED, longest: LONGEST, lastWords }
      const { elements, height, isEnd } = await page.evaluate(scrollThrough, task)
      if (!isEnd) throw new Error(`${url} did not come to “${lastWords}”.`)
      Object.assign(found, { elements, height })
    })
    return { ...frames, ...found }
  })
}

/** Runs in the page. */
async function scrollThrough({ speed, longest, lastWords }: { speed: number; longest: number; lastWords: string }) {
  const begin = performance.now()
  const { body } = document
  const all = document.getElementsByTagName('*')
  let [elements, isEnd] = [0, false]
  for (let before = begin; !isEnd && before < begin + longest; ) {
    const now = await new Promise<number>((next) => requestAnimationFrame(next))
    scrollBy(0, ((now - before) * speed) / 1000)
    before = now
    elements = Math.max(elements, all.length)
    isEnd = scrollY + innerHeight > body.scrollHeight - 1 && body.textContent.includes(lastWords)
  }
  return { elements, isEnd, height: body.scrollHeight }
}
