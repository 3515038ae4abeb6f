import { expect, it } from 'vitest'
import type { FinishedShoot } from './FinishedShoot.ts'

/** s that the frames of the film are apart, and that its parts take */
const FRAME = 1 / 60
const CLIP = 1.5

/** Clips under the pointer, and the film in its player. */
export function playing(the: () => FinishedShoot): void {
  const film = () => the().page.locator('video[aria-label^="Film"]')
  const time = () => film().evaluate((video: HTMLVideoElement) => video.currentTime)
  const press = (name: string) => the().page.getByRole('button', { name, exact: true }).click()

  it('play in step as long as the pointer is on one of them', async () => {
    const { page, id, shoot } = the()
    await page.goto(`/shoots/${id}`)
    const clips = page.locator('[data-testid^="slot-clip_"] video')
    const states = () =>
      clips.evaluateAll((videos) =>
        videos.map((video) => {
          const { paused, currentTime } = video as HTMLVideoElement
          return { paused, currentTime }
        }),
      )
    await page.getByTestId('slot-clip_2').hover()
    await expect.poll(async () => Math.min(...(await states()).map((clip) => clip.currentTime))).toBeGreaterThan(0.5)
    const playing = await states()
    expect(playing.map(({ paused }) => paused)).toEqual(Array(5).fill(false))
    const times = playing.map(({ currentTime }) => currentTime)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(0.5)
    await shoot('clips-in-step')
    await page.mouse.move(10, 890)
    await expect.poll(states).toEqual(Array(5).fill({ paused: true, currentTime: 0 }))
  })

  it('goes from frame to frame of the film', async () => {
    const { page } = the()
    await film().evaluate((video: HTMLVideoElement) => {
      const note = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
        video.dataset.shown = String(Math.round(mediaTime * 60))
        video.requestVideoFrameCallback(note)
      }
      video.requestVideoFrameCallback(note)
      video.currentTime = 2
    })
    const shown = () => film().getAttribute('data-shown')
    await expect.poll(shown).toBe('120')
    await press('One frame on')
    await expect.poll(shown).toBe('121')
    const first = await time()
    await press('One frame on')
    await expect.poll(shown).toBe('122')
    expect(await time()).toBeCloseTo(first + FRAME, 4)
    await press('One frame back')
    await page.keyboard.press(',')
    await expect.poll(shown).toBe('120')
    expect(await time()).toBeCloseTo(first - FRAME, 4)
  })

  it('jumps from clip to clip of the film', async () => {
    const { page, shoot } = the()
    const line = page.getByRole('slider', { name: 'Time' })
    await line.press('Home')
    for (const chapter of [1, 2, 3]) {
      await line.press('PageUp')
      await expect.poll(time).toBeCloseTo(chapter * CLIP, 2)
    }
    await page.getByText('· Clip 4').waitFor()
    await line.press('PageDown')
    await expect.poll(time).toBeCloseTo(2 * CLIP, 2)
    await line.getByTitle('Clip 2').click()
    await expect.poll(time).toBeCloseTo(1.5 * CLIP, 1)
    await page.getByText('· Clip 2').waitFor()
    await shoot('film-chapter')
  })

  it('loops the film when it is asked to', async () => {
    const { page } = the()
    await press('Loop')
    await page.getByRole('slider', { name: 'Time' }).press('End')
    await film().click()
    await expect.poll(time, { timeout: 10_000 }).toBeLessThan(6)
    expect(await film().evaluate(({ paused, ended }: HTMLVideoElement) => [paused, ended])).toEqual([false, false])
    await film().click()
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await press('Loop')
    expect(await film().evaluate(({ loop, paused }: HTMLVideoElement) => [loop, paused])).toEqual([false, true])
  })

  it('fills the screen with the film, and leaves it', async () => {
    const { page, troubles, shoot } = the()
    await press('Full screen')
    await page.getByRole('button', { name: 'Leave full screen' }).waitFor()
    const isFull = () => film().evaluate((video) => document.fullscreenElement?.contains(video) ?? false)
    expect(await isFull()).toBe(true)
    await shoot('full-screen')
    await press('Leave full screen')
    await expect.poll(isFull).toBe(false)
    expect(troubles).toEqual([])
  })
}
