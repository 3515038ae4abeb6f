import { expect, it } from 'vitest'
import { meanDifference, partOf, pixelsOf } from '../support/pixels.ts'
import type { FinishedShoot } from './FinishedShoot.ts'

/** The lightbox: how it opens, how close one gets, and what is seen of two that lie on each other or beside each other. */
export function looking(the: () => FinishedShoot): void {
  const lightbox = () => the().page.getByRole('dialog')
  const shown = (name: string) => lightbox().getByRole('img', { name, exact: true })

  it('opens by a press, and by the address that it then has', async () => {
    const { page, id, versions, shoot } = the()
    const [, hero] = await versions('hero')
    await page.goto(`/shoots/${id}`)
    await page.getByRole('link', { name: 'Hero, version 2' }).click()
    await shown('Hero, version 2').waitFor()
    expect(new URL(page.url()).search).toBe(`?look=${hero?.id}`)
    await shoot('lightbox')
    await page.reload()
    await shown('Hero, version 2').waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await lightbox().waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
  })

  it('goes on to what stands beside, and back to the board in one step', async () => {
    const { page } = the()
    await page.getByRole('link', { name: 'Hero, version 2' }).click()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await shown('Contact sheet, version 1').waitFor()
    await page
      .getByRole('navigation', { name: 'All pictures' })
      .getByRole('button', { name: /^Frame 3/ })
      .click()
    await shown('Frame 3, Low angle, version 1').waitFor()
    await page.goBack()
    await lightbox().waitFor({ state: 'detached' })
  })

  it('shows at 100 % one px of the picture for one of the screen', async () => {
    const { page, id, versions, shoot } = the()
    const [sheet] = await versions('contact_sheet')
    await page.goto(`/shoots/${id}?look=${sheet?.id}`)
    const picture = shown('Contact sheet, version 1')
    const widths = () =>
      picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.getBoundingClientRect().width])
    await expect.poll(async () => (await widths())[0]).toBe(sheet?.width)
    expect((await widths())[1]).toBeLessThan(sheet?.width ?? 0)
    await page.getByRole('button', { name: /look at 100 %/ }).click()
    await page.getByRole('button', { name: /^100 % ?, show the whole/ }).waitFor()
    expect(await widths()).toEqual([sheet?.width, sheet?.width])
    await shoot('full')
    const place = async () => (await picture.boundingBox())?.x ?? 0
    const before = await place()
    await page.mouse.move(600, 450)
    await page.mouse.down()
    await page.mouse.move(500, 450, { steps: 4 })
    await page.mouse.up()
    // Less by what a hand may tremble in a press.
    expect(Math.abs((await place()) - (before - 100))).toBeLessThan(5)
    await page.keyboard.press('0')
    await expect.poll(async () => (await widths())[1]).toBeLessThan(sheet?.width ?? 0)
  })

  it('parts two versions where the divider is dragged to', async () => {
    const { page, id, client, versions, shoot } = the()
    const [first, second] = await versions('hero')
    if (first === undefined || second === undefined) throw new Error('The hero has not two versions.')
    await page.goto(`/shoots/${id}?look=${second.id}`)
    await page.getByRole('button', { name: 'Compare', exact: true }).first().click()
    const divider = page.getByRole('slider', { name: 'Hero, version 1 on the left, Hero, version 2 on the right' })
    const box = await shown('Hero, version 2').boundingBox()
    const handle = await divider.boundingBox()
    if (box === null || handle === null) throw new Error('Nothing is compared.')
    const y = handle.y + handle.height / 2
    await page.mouse.move(handle.x + handle.width / 2, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.3, y, { steps: 6 })
    await page.mouse.up()
    await expect.poll(() => divider.getAttribute('aria-valuenow')).toBe('30')
    const loaded = () =>
      lightbox()
        .locator('img')
        .evaluateAll((all) => all.every((image) => (image as HTMLImageElement).complete))
    await expect.poll(loaded).toBe(true)
    await shoot('compare')
    // A stripe on either side of the line, away from its handle and from the words at the foot.
    const pictures = { first: await client.media(first.id), second: await client.media(second.id) }
    const size = { width: Math.round(box.width), height: Math.round(box.height) }
    const seen = async (from: number, to: number) => {
      const [x, width] = [Math.round(size.width * from), Math.round(size.width * (to - from))]
      const part = { x, y: Math.round(size.height * 0.15), width, height: Math.round(size.height * 0.25) }
      const pixels = await pixelsOf(page, { ...part, x: box.x + x, y: box.y + part.y })
      const [one, other] = await Promise.all([partOf(pictures.first, size, part), partOf(pictures.second, size, part)])
      return meanDifference(pixels, one) < meanDifference(pixels, other) ? 'version 1' : 'version 2'
    }
    expect(await seen(0.05, 0.27)).toBe('version 1')
    expect(await seen(0.33, 0.55)).toBe('version 2')
    expect(await seen(0.55, 0.95)).toBe('version 2')
    await page.keyboard.press('Escape')
    await divider.waitFor({ state: 'detached' })
    await shown('Hero, version 2').waitFor()
  })

  it('lays a result beside the photo that it was made from', async () => {
    const { page, id, view, versions, shoot } = the()
    const [first] = await versions('hero')
    const { references } = await view()
    await page.goto(`/shoots/${id}?look=${first?.id}`)
    await page.getByRole('region', { name: 'Made from' }).getByRole('button', { name: 'Model' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe(`?look=${first?.id}&beside=${references[0]}`)
    const [photo, result] = await Promise.all(
      ['Model, reference', 'Hero, version 1'].map((name) => shown(name).boundingBox()),
    )
    expect((photo?.x ?? 0) + (photo?.width ?? 0)).toBeLessThan(result?.x ?? 0)
    await shoot('beside')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await lightbox().waitFor({ state: 'detached' })
  })
}
