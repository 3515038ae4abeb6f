import { expect, it } from 'vitest'
import { probeFilm } from '../support/probeFilm.ts'
import { stepByStep } from '../support/stepByStep.ts'
import type { FinishedShoot } from './FinishedShoot.ts'

/** The film's timing: edited by looking, sent, and followed. */
export function speedCurve(the: () => FinishedShoot): void {
  stepByStep()
  const dialog = () => the().page.getByRole('dialog', { name: 'Speed curve' })
  const sentence = () => dialog().getByText('“Stitch the film with').textContent()
  /** What the preview shows, as a short text that differs where pixels do. */
  const picture = () =>
    dialog()
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/jpeg', 0.5))

  it('plays the clips through the curve before there is a film of it', async () => {
    const { page, id, shoot } = the()
    await page.goto(`/shoots/${id}`)
    await page.getByRole('button', { name: 'Speed curve…' }).click()
    const frame = dialog().getByRole('slider', { name: 'Time in the film' })
    await frame.waitFor()
    const pause = dialog().getByRole('button', { name: 'Pause the preview' })
    if (!(await pause.isVisible())) await dialog().getByRole('button', { name: 'Play the preview' }).click()
    const seen = new Set<string>()
    await expect.poll(async () => seen.add(await picture()).size, { timeout: 20_000 }).toBeGreaterThan(4)
    await shoot('curve')
    await pause.click()
    await frame.press('Home')
    const first = await picture()
    await frame.press('End')
    await expect.poll(picture).not.toBe(first)
  })

  it('is moved by its handles, by presets and by numbers', async () => {
    const { page, shoot } = the()
    expect(await sentence()).toContain('cubic-bezier(0.85, 0, 0.15, 1), 1.5 s a clip, 60 fps')
    await dialog().getByRole('button', { name: 'Linear' }).click()
    expect(await sentence()).toContain('cubic-bezier(0, 0, 1, 1)')
    const handle = dialog().getByRole('slider', { name: 'Handle at the start' })
    const [from, field] = await Promise.all([
      handle.boundingBox(),
      dialog().getByLabel('The speed curve').boundingBox(),
    ])
    if (from === null || field === null) throw new Error('The curve is not to be seen.')
    // The field is 100 wide, with 9 on either side; a quarter to the right, and a tenth up.
    const unit = field.width / 118
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 25 * unit, y - 10 * unit, { steps: 5 })
    await page.mouse.up()
    expect(await handle.getAttribute('aria-valuetext')).toMatch(/^0\.2[456], 0\.(09|1|11)$/)
    await dialog().getByLabel('End, x').fill('0.4')
    await dialog().getByLabel('End, y').fill('0.9')
    await dialog().getByLabel('Start, x').fill('0.25')
    await dialog().getByLabel('Start, y').fill('0.1')
    await dialog().getByLabel('Seconds a clip, as a number').fill('0.8')
    await dialog().getByRole('radio', { name: '30' }).click()
    expect(await sentence()).toContain('cubic-bezier(0.25, 0.1, 0.4, 0.9), 0.8 s a clip, 30 fps, without a loop')
    await shoot('curve-own')
  })

  it('is what the director is told, and what the next film is cut by', async () => {
    const { page, client, view, versions, troubles, shoot } = the()
    const words = 'Stitch the film with cubic-bezier(0.25, 0.1, 0.4, 0.9), 0.8 s a clip, 30 fps, without a loop.'
    await dialog().getByRole('button', { name: 'Stitch with this curve' }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(async () => (await versions('film')).length, { timeout: 60_000 }).toBe(2)
    expect((await view()).conversation.findLast(({ kind }) => kind === 'person')?.text).toBe(words)
    const [, film] = await versions('film')
    const { streams, seconds } = await probeFilm(await client.media(film?.id ?? ''))
    expect(streams[0]).toMatchObject({ r_frame_rate: '30/1', nb_read_frames: String(5 * 24) })
    expect(seconds).toBeCloseTo(5 * 0.8, 1)
    await page.locator('video[aria-label="Film, version 2"]').waitFor()
    await expect.poll(async () => (await view()).running, { timeout: 60_000 }).toBe(false)
    await shoot('film-of-own-curve')
    expect(troubles).toEqual([])
  })
}
