import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails unless the video that is labelled so plays on from its beginning without an error. */
export async function expectPlaying(page: Page, label: string, play: () => Promise<unknown>): Promise<void> {
  await play()
  const video = page.locator(`video[aria-label^="${label}"], [aria-label*="${label}"] video`).first()
  const state = () =>
    video.evaluate(({ currentTime, error }: HTMLVideoElement) => ({ currentTime, error: error?.message }))
  await expect.poll(async () => (await state()).currentTime, { timeout: 10_000 }).toBeGreaterThan(0.3)
  expect((await state()).error).toBeUndefined()
}
