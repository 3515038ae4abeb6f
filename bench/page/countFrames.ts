import type { Page } from 'playwright-core'
import { countThread } from './countThread.ts'

export type Frames = {
  /** The share of the frames of a screen of 60 Hz for which the page was ready. */
  kept: number
  /** The longest time between two, ms. */
  longestMs: number
  /** ms of processor time of the main thread for each second */
  threadMs: number
}

declare global {
  /** In the page: when its animation frames were, ms. */
  var frameTimes: number[]
}

/** Counts the animation frames of a page while `work` goes on. One is asked for at each refresh; a page that is busy then misses it. */
export async function countFrames(page: Page, work: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(() => {
    globalThis.frameTimes = []
    const next = (time: number) => {
      frameTimes.push(time)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  const thread = await countThread(page)
  await work()
  const threadMs = await thread()
  const times = await page.evaluate(() => frameTimes)
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000
  return { kept: gaps.length / (seconds * 60), longestMs: Math.max(...gaps), threadMs: threadMs / seconds }
}
