/** @module What fingers do on a page, as the browser itself is told of them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Locator, Page } from 'playwright-core'

type Point = { x: number; y: number }

/** Moves that a gesture is made of. */
const MOVES = 8
/** ms that fingers rest before they leave: after a throw, a browser takes the next tap for one that ends it, and nothing is pressed. */
const REST_MS = 100

/** Fingers on a page that was opened with `hasTouch`. https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchTouchEvent */
export async function createFingers(page: Page) {
  const cdp = await page.context().newCDPSession(page)

  /** Two fingers on the middle of an element go apart until they are so many times as far from each other; closer with less than 1. */
  const pinch = async (element: Locator, factor: number) => {
    const { x, y } = await middleOf(element)
    const [from, to] = factor > 1 ? [40, 40 * factor] : [40 / factor, 40]
    await glide(cdp, (done) => {
      const apart = (from + (to - from) * done) / 2
      return [
        { x: x - apart, y },
        { x: x + apart, y },
      ]
    })
  }

  /** One finger on the middle of an element goes so many px to the right; to the left with less than 0. */
  const swipe = async (element: Locator, px: number) => {
    const { x, y } = await middleOf(element)
    await glide(cdp, (done) => [{ x: x + px * (done - 0.5), y }])
  }

  return { pinch, swipe }
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox()
  if (box === null) throw new Error(`${element} is not to be seen.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** From where the fingers are at 0 to where they are at 1, and away. */
async function glide(cdp: CDPSession, at: (done: number) => Point[]): Promise<void> {
  const tell = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ ...point, id })) })
  await tell('touchStart', at(0))
  for (let move = 1; move <= MOVES; move++) await tell('touchMove', at(move / MOVES))
  await sleep(REST_MS)
  await tell('touchEnd', [])
}
