import sharp from 'sharp'
import { drawPicture, type PictureSet } from './drawPicture.ts'
import { drawSheet } from './drawSheet.ts'
import { type SeededRandom, seededRandom } from './seededRandom.ts'
import { sheetSpec } from './sheetClasses.ts'

/** What is not a sheet of 2 × 3. */
export const negatives = [
  '3 × 3',
  '2 × 2',
  '2 × 4',
  '1 × 3',
  '3 × 2',
  '4 × 3',
  '2 × 6',
  '4 × 6',
  '6 × 3',
  'touching 3 × 3',
  'touching 2 × 2',
  'one photo',
  'windows and doors',
  'plain colour',
  'portrait on a backdrop',
] as const
export type Negative = (typeof negatives)[number]

/** Draws a picture that must be refused; the seed decides which. */
export async function drawNegative(kind: Negative, seed: number, width: number, set: PictureSet): Promise<Buffer> {
  const random = seededRandom(seed)
  const height = Math.round(width / random.pick([21 / 9, 16 / 9, 3 / 2]))
  const grid = /(touching )?(\d) × (\d)/.exec(kind)
  if (grid) {
    const plain = sheetSpec(
      grid[1] ? 'no gutters' : random.pick(['white gutters', 'black gutters', 'coloured gutters']),
      seed,
      width,
      set,
    )
    return (await drawSheet({ ...plain, rows: Number(grid[2]), cols: Number(grid[3]) })).bytes
  }
  const picture = sharp(await negativeData(kind, random, width, height, set), { raw: { width, height, channels: 3 } })
  return (random.chance(0.5) ? picture.jpeg({ quality: 90 }) : picture.png({ compressionLevel: 1 })).toBuffer()
}

async function negativeData(kind: Negative, random: SeededRandom, width: number, height: number, set: PictureSet) {
  if (kind === 'plain colour') {
    const tones = [random.whole(0, 255), random.whole(0, 255), random.whole(0, 255)]
    return Buffer.alloc(width * height * 3, Buffer.from(tones))
  }
  if (kind === 'portrait on a backdrop') {
    const tone = random.whole(20, 255)
    return (await drawPicture(random, width, height, { set, backdrop: [tone, tone, tone] })).data
  }
  const photo = await drawPicture(random, width, height, { set })
  if (kind === 'one photo') return photo.data
  const bars = windowsAndDoors(random, width, height)
  return sharp(photo.data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(bars) }])
    .removeAlpha()
    .raw()
    .toBuffer()
}

/** Frames and bars, some of them as long as the picture, shaded as light from one side shades them. */
function windowsAndDoors(random: SeededRandom, width: number, height: number): string {
  const shade = () => Math.round(random.between(40, 230))
  const bar = (x: number, y: number, w: number, h: number) => {
    const [from, to] = [shade(), shade()]
    return `<linearGradient id="g${Math.round(x)}-${Math.round(y)}" x2="${w > h ? 1 : 0}" y2="${w > h ? 0 : 1}"><stop stop-color="rgb(${from},${from},${from})"/><stop offset="1" stop-color="rgb(${to},${to},${to})"/></linearGradient><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="url(#g${Math.round(x)}-${Math.round(y)})"/>`
  }
  const thick = () => Math.round((width * random.between(6, 40)) / 2048)
  const windows = Array.from({ length: random.whole(1, 2) }, (_, k) => {
    const [x, y] = [width * (0.06 + 0.5 * k + random.between(0, 0.08)), height * random.between(0.08, 0.25)]
    const [w, h, t] = [width * random.between(0.22, 0.36), height * random.between(0.4, 0.6), thick()]
    return [
      bar(x, y, w, t),
      bar(x, y + h, w + t, t),
      bar(x, y, t, h),
      bar(x + w, y, t, h),
      bar(x + w / 2, y, t, h),
      bar(x, y + h / 2, w, t),
    ].join('')
  }).join('')
  const [postAt, railAt] = [width * random.between(0.2, 0.8), height * random.between(0.3, 0.7)]
  const post = random.chance(0.6) ? bar(postAt, 0, thick(), height) : ''
  const rail = random.chance(0.4) ? bar(0, railAt, width, thick()) : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${windows}${post}${rail}</svg>`
}
