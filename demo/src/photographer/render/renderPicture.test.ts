/** What every picture of the photographer keeps to, tried on the sample references at small sizes. */
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { pictureSize } from '../models/nanoBanana.ts'
import { layOutSheet } from './composeSheet.ts'
import { liftPerson } from './figure.ts'
import { type PictureOrder, renderPicture } from './renderPicture.ts'

const sample = (name: string) => readFile(new URL(`../../../../samples/${name}`, import.meta.url))
const SIZE = { width: 528, height: 352 }
const PEOPLE = 'Image 1 is the model. Image 2 is a garment. Hard flash on film. '

let model: Buffer
let garment: Buffer
let location: Buffer
let hero: Buffer

const render = (prompt: string, references: Buffer[], more: Partial<PictureOrder> = {}) =>
  renderPicture({ scene: 'prompt', prompt, references, ...SIZE, seed: 1, format: 'png', ...more })

type Box = { left: number; top: number; width: number; height: number }
/** Mean red, green and blue of a part. */
async function colour(picture: Buffer, box: Box): Promise<[number, number, number]> {
  const { channels } = await sharp(await sharp(picture).extract(box).png().toBuffer()).stats()
  return [channels[0]?.mean ?? 0, channels[1]?.mean ?? 0, channels[2]?.mean ?? 0]
}
const corner = { left: 4, top: 4, width: 60, height: 60 }
const chest = { left: 190, top: 250, width: 60, height: 60 }

beforeAll(async () => {
  ;[model, garment, location] = await Promise.all([sample('model.png'), sample('garment.png'), sample('location.jpg')])
  hero = await render(`${PEOPLE}Studio-grey.`, [model, garment])
})

describe('a hero', () => {
  it('has the size and format that were ordered', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const picture = await render(PEOPLE, [model], { width: 210, height: 280, format })
      expect(await sharp(picture).metadata()).toMatchObject({ format, width: 210, height: 280, hasAlpha: false })
    }
  })

  it('is the same for the same order, and another for another seed', async () => {
    const again = await render(`${PEOPLE}Studio-grey.`, [model, garment])
    expect(again.equals(hero)).toBe(true)
    expect((await render(`${PEOPLE}Studio-grey.`, [model, garment], { seed: 2 })).equals(hero)).toBe(false)
  })

  it('wears the garment in front of the set that the words name', async () => {
    const [red, green, blue] = await colour(hero, chest)
    expect(green).toBeGreaterThan(red + 30)
    expect(green).toBeGreaterThan(blue)
    const [dark] = await colour(await render(`${PEOPLE}Studio-black.`, [model, garment]), corner)
    const [light] = await colour(await render(`${PEOPLE}Studio-white.`, [model, garment]), corner)
    expect(light).toBeGreaterThan(dark + 80)
  })

  it('stands in the place of a location picture, whose role is told by its look alone', async () => {
    const [red, , blue] = await colour(await render('Confident standing.', [model, garment, location]), {
      left: 230,
      top: 2,
      width: 70,
      height: 20,
    })
    expect(blue).toBeGreaterThan(red + 30)
  })

  it('is made of a photo whose face is tiny, without enlarging what is not seen', async () => {
    const far = await sharp(
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1500"><rect width="1500" height="1500" fill="#9fb0c0"/><rect x="700" y="420" width="100" height="500" fill="#203040"/><ellipse cx="750" cy="390" rx="24" ry="30" fill="#d09a78"/></svg>',
      ),
    )
      .jpeg()
      .toBuffer()
    const picture = await render(PEOPLE, [far, garment])
    const [red, green] = await colour(picture, chest)
    expect(green).toBeGreaterThan(red + 30)
  })

  it('is made even of a photo without a face, and of none at all', async () => {
    expect((await sharp(await render(PEOPLE, [location])).metadata()).width).toBe(SIZE.width)
    expect((await sharp(await render('An empty stage', [])).metadata()).width).toBe(SIZE.width)
  })
})

describe('a contact sheet', () => {
  it.each(['1K', '2K', '4K'] as const)('has six boxes of one size at %s, with even gutters', (resolution) => {
    const size = pictureSize('21:9', resolution)
    const { boxes } = layOutSheet(size)
    expect(new Set(boxes.map(({ width, height }) => `${width}x${height}`)).size).toBe(1)
    const [a, b, c, d] = boxes
    const gaps = [
      (b?.left ?? 0) - (a?.left ?? 0) - (a?.width ?? 0),
      (c?.left ?? 0) - (b?.left ?? 0) - (b?.width ?? 0),
      (d?.top ?? 0) - (a?.top ?? 0) - (a?.height ?? 0),
    ]
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
    expect((c?.left ?? 0) + (c?.width ?? 0)).toBe(size.width)
    expect((d?.top ?? 0) + (d?.height ?? 0)).toBe(size.height)
  })

  it('shows six clearly different framings between white gutters, each with its mark', async () => {
    const size = { width: 792, height: 336 }
    const sheet = await render('Contact sheet, 2 rows and 3 columns', [hero], size)
    const { boxes, gutter } = layOutSheet(size)
    const [first] = boxes
    if (!first) throw new Error('no boxes')
    expect(await colour(sheet, { left: first.width, top: 0, width: gutter, height: size.height })).toEqual([
      255, 255, 255,
    ])
    expect(await colour(sheet, { left: 0, top: first.height, width: size.width, height: gutter })).toEqual([
      255, 255, 255,
    ])

    const tiny = await Promise.all(
      boxes.map(async (box) =>
        sharp(await sharp(sheet).extract(box).png().toBuffer())
          .resize(24, 16, { fit: 'fill' })
          .raw()
          .toBuffer(),
      ),
    )
    for (const [i, one] of tiny.entries())
      for (const other of tiny.slice(i + 1)) {
        const difference = one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length
        expect(difference).toBeGreaterThan(15)
      }
    for (const box of boxes) {
      const mark = {
        left: box.left + Math.round(box.width / 2) - 24,
        top: box.top + box.height - 24,
        width: 48,
        height: 20,
      }
      const { channels } = await sharp(await sharp(sheet).extract(mark).png().toBuffer()).stats()
      expect(channels[0]?.max).toBeGreaterThan(200)
    }
  })
})

describe('a try-on', () => {
  it('is the person’s own photo, with the garment where the clothes were', async () => {
    const size = { width: 432, height: 432 }
    const worn = await render(PEOPLE, [model, garment], { ...size, scene: 'try-on' })
    const photo = await sharp(model).resize(432, 432, { fit: 'cover' }).png().toBuffer()
    const difference = async (box: Box) => {
      const [before, after] = [await colour(photo, box), await colour(worn, box)]
      return Math.hypot(...before.map((value, i) => value - (after[i] ?? 0)))
    }
    expect(await difference(corner)).toBeLessThan(3)
    const { eyes } = (await liftPerson(photo, true, 432)) ?? { eyes: { x: 0, y: 0, half: 0 } }
    const around = (dy: number) => ({
      left: Math.round(eyes.x) - 10,
      top: Math.round(eyes.y + dy * eyes.half) - 10,
      width: 20,
      height: 20,
    })
    expect(await difference(around(0))).toBeLessThan(3)
    expect(await difference(around(11))).toBeGreaterThan(40)
  })

  it('has the garment in its middle when it finds no face', async () => {
    const wall = await sharp({ create: { ...SIZE, channels: 3, background: '#909090' } })
      .png()
      .toBuffer()
    const worn = await render(PEOPLE, [wall, garment], { scene: 'try-on' })
    const [red, green] = await colour(worn, { left: 210, top: 200, width: 30, height: 30 })
    expect(green).toBeGreaterThan(red + 30)
    expect((await colour(worn, corner))[0]).toBeCloseTo(0x90, 0)
  })
})

describe('an edit', () => {
  it('paints the background and leaves the person', async () => {
    const black = await render('Make the background black', [hero])
    const [wall] = await colour(hero, corner)
    const [night] = await colour(black, corner)
    expect(night).toBeLessThan(wall / 3)
    const [, green] = await colour(black, chest)
    expect(green).toBeGreaterThan((await colour(hero, chest))[1] * 0.7)
  })

  it('warms, darkens, takes away colour and mirrors', async () => {
    const [red, , blue] = await colour(hero, corner)
    const [warmRed, , warmBlue] = await colour(await render('warmer light please', [hero]), corner)
    expect(warmRed / warmBlue).toBeGreaterThan((red / blue) * 1.15)
    expect((await colour(await render('make it darker', [hero]), corner))[0]).toBeLessThan(red * 0.85)
    const [r, g, b] = await colour(await render('in black and white', [hero]), chest)
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(2)
    // The flash throws its shadow to the right: mirrored, it lies on the left.
    const shadow = { left: 300, top: 40, width: 22, height: 50 }
    const mirrored = await render('mirror it', [hero])
    const opposite = { ...shadow, left: SIZE.width - shadow.left - shadow.width }
    expect(Math.abs((await colour(mirrored, opposite))[0] - (await colour(hero, shadow))[0])).toBeLessThan(8)
  })

  it('changes something visibly even when it does not understand', async () => {
    const before = await colour(hero, chest)
    const after = await colour(await render('remove the logo', [hero]), chest)
    expect(Math.hypot(...before.map((value, i) => value - (after[i] ?? 0)))).toBeGreaterThan(3)
  })
})
