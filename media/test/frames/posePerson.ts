import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { Box } from '../../src/geometry/Box.ts'
import type { SeededRandom } from '../sheets/seededRandom.ts'
import { drawPerson } from './drawPerson.ts'
import { partInFrame } from './partInFrame.ts'

export const people = ['photo', 'dressed photo', 'drawn'] as const
export type Person = (typeof people)[number]

/** Somebody without a background, and where the head with its hair is, px. */
export interface PosedPerson {
  layer: Buffer
  head: Box
}

const PHOTO = new URL('../../../samples/model.png', import.meta.url)
const PHOTO_SIDE = 512
/** The woman in the photo, traced by hand, px: her head and neck, and her body as one goes on from the neck. */
const TRACED_HEAD =
  'M165 120 L154 96 L153 72 L161 55 L179 42 L190 30 L206 20 L230 15 L256 18 L281 35 L298 65 L301 90 L297 112 L284 128 L276 134 L268 150 L259 178'
const TRACED_NECK = 'L257 205 L188 205 L187 152 L181 132Z'
const TRACED_BODY =
  'L285 190 L300 215 L304 240 L325 243 L348 270 L360 310 L363 348 L330 355 L300 400 L280 460 L279 512 L60 512 L30 490 L22 420 L35 360 L45 300 L60 262 L100 225 L113 195 L125 170 L150 155 L187 152 L181 132Z'
const PHOTO_HEAD: Box = { left: 153, top: 15, width: 148, height: 174 }

/** Makes somebody whose head is `headHeight` px high: the photo, the photo's head on a drawn body, or all drawn. */
export async function posePerson(person: Person, headHeight: number, random: SeededRandom): Promise<PosedPerson> {
  if (person === 'photo') return cutPhoto(TRACED_HEAD + TRACED_BODY, headHeight, random)
  const drawn = drawPerson(random)
  const { bounds } = drawn
  const scaled = ({ left, top, width, height }: Box): Box => ({
    left: Math.round((left - bounds.left) * headHeight),
    top: Math.round((top - bounds.top) * headHeight),
    width: Math.round(width * headHeight),
    height: Math.round(height * headHeight),
  })
  const { width, height } = scaled(bounds)
  const view = [bounds.left, bounds.top, bounds.width, bounds.height].join(' ')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">${drawn.svg}</svg>`
  const body = await sharp(Buffer.from(svg)).png({ compressionLevel: 0 }).toBuffer()
  const place = scaled(drawn.head)
  if (person === 'drawn') return { layer: body, head: place }
  const photo = await cutPhoto(TRACED_HEAD + TRACED_NECK, headHeight, random)
  const x = place.left + ((place.width - photo.head.width) >> 1) - photo.head.left
  const y = place.top - photo.head.top
  const layer = sharp(body).composite(await partInFrame(photo.layer, x, y, width, height))
  return {
    layer: await layer.png({ compressionLevel: 0 }).toBuffer(),
    // Long drawn hair stays behind the photo's: the head is as wide as the wider of both.
    head: {
      ...photo.head,
      left: Math.min(place.left, x + photo.head.left),
      top: place.top,
      width: Math.max(place.width, photo.head.width),
    },
  }
}

async function cutPhoto(outline: string, headHeight: number, random: SeededRandom): Promise<PosedPerson> {
  const mirrored = random.chance(0.5)
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${PHOTO_SIDE}" height="${PHOTO_SIDE}"><filter id="soft"><feGaussianBlur stdDeviation="1.5"/></filter><path d="${outline}" filter="url(#soft)"/></svg>`
  const cut = await sharp(await readFile(PHOTO))
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png({ compressionLevel: 0 })
    .toBuffer()
  const scale = headHeight / PHOTO_HEAD.height
  const layer = sharp(cut)
    .flop(mirrored)
    .resize(Math.round(PHOTO_SIDE * scale))
  const left = mirrored ? PHOTO_SIDE - PHOTO_HEAD.left - PHOTO_HEAD.width : PHOTO_HEAD.left
  return {
    layer: await layer.png({ compressionLevel: 0 }).toBuffer(),
    head: {
      left: Math.round(left * scale),
      top: Math.round(PHOTO_HEAD.top * scale),
      width: Math.round(PHOTO_HEAD.width * scale),
      height: Math.round(headHeight),
    },
  }
}
