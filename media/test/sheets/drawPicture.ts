import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { drawFigure, drawnScenes } from './drawnScenes.ts'
import type { Colour, Raster } from './Raster.ts'
import type { SeededRandom } from './seededRandom.ts'

/** Two sets of pictures that share no scene; of the one photograph, one has the upper part and the other the lower. */
export type PictureSet = 'tuning' | 'report'

export interface PictureKind {
  set: PictureSet
  /** A plain backdrop of this colour behind a drawn figure. */
  backdrop?: Colour | undefined
  /** So dark that its brightest parts have a brightness of about so much (of 255). */
  darkest?: number | undefined
}

interface Sample {
  name: string
  /** Part of its height that may be used. */
  from: number
  to: number
}

const SAMPLES: Record<PictureSet, readonly Sample[]> = {
  tuning: [
    { name: 'model.png', from: 0, to: 0.6 },
    { name: 'garment.png', from: 0, to: 1 },
  ],
  report: [
    { name: 'model.png', from: 0.4, to: 1 },
    { name: 'location.jpg', from: 0, to: 1 },
    { name: 'accessory.png', from: 0, to: 1 },
  ],
}
const decoded = new Map<string, Promise<Raster>>()

/** A picture of the given size in px, as varied as a seed makes it: crops, flips and colours of the samples, drawn scenes, clouds. */
export async function drawPicture(random: SeededRandom, width: number, height: number, kind: PictureKind) {
  if (kind.backdrop) return onBackdrop(random, width, height, kind.backdrop)
  const source = random.next()
  const drawn =
    source < 0.6
      ? await cropSample(random, width, height, random.pick(SAMPLES[kind.set]))
      : source < 0.85
        ? fromSvg(random.pick(drawnScenes[kind.set])(random, width, height), width, height)
        : await clouds(random, width, height, kind.set === 'tuning' ? 0.5 : 0.65)
  const graded = grade(drawn, random, kind.darkest !== undefined)
  const { data } = await graded.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  if (kind.darkest !== undefined) for (let i = 0; i < data.length; i++) data[i] = ((data[i] ?? 0) * kind.darkest) / 255
  addGrain(data, random, kind.darkest === undefined ? random.between(0, 4) : random.between(0.6, 1.5))
  return { data, width, height }
}

/** Adds grain of `sigma` brightness steps, the same to all channels of a pixel, in place. */
export function addGrain(data: Buffer, random: SeededRandom, sigma: number): void {
  const grain = Float32Array.from({ length: 8191 }, () => (random.next() + random.next() + random.next() - 1.5) * 2)
  let at = random.whole(0, 8190)
  for (let i = 0; i < data.length; i += 3, at += 1 + (i & 1)) {
    const step = (grain[at % 8191] ?? 0) * sigma
    for (let c = i; c < i + 3; c++) data[c] = Math.max(0, Math.min(255, Math.round((data[c] ?? 0) + step)))
  }
}

async function cropSample(random: SeededRandom, width: number, height: number, sample: Sample) {
  const file = fileURLToPath(new URL(`../../../samples/${sample.name}`, import.meta.url))
  const load = async () => {
    const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  }
  const whole = decoded.get(sample.name) ?? load()
  decoded.set(sample.name, whole)
  const { data, ...size } = await whole
  const usable = Math.floor(size.height * (sample.to - sample.from))
  const scale = Math.min(size.width / width, usable / height) * random.between(0.45, 1)
  const window = { width: Math.floor(width * scale), height: Math.floor(height * scale) }
  const left = random.whole(0, size.width - window.width)
  const top = Math.floor(size.height * sample.from) + random.whole(0, usable - window.height)
  return sharp(data, { raw: { ...size, channels: 3 } })
    .extract({ left, top, ...window })
    .flop(random.chance(0.5))
    .resize(width, height, { fit: 'fill' })
}

function fromSvg(inner: string, width: number, height: number) {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inner}</svg>`),
  )
}

/** Noise at all scales, each octave weaker by `roughness`: the statistics of natural pictures. */
async function clouds(random: SeededRandom, width: number, height: number, roughness: number) {
  const sum = new Float32Array(width * height * 3)
  let weight = 1
  for (let cells = 3; cells < 200; cells *= 2, weight *= roughness) {
    const across = Math.max(2, Math.round((cells * width) / height))
    const noise = Buffer.from(Array.from({ length: across * cells * 3 }, () => random.whole(0, 255)))
    const octave = await sharp(noise, { raw: { width: across, height: cells, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer()
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + ((octave[i] ?? 0) - 127) * weight
  }
  const data = Buffer.from(sum.map((value) => Math.max(0, Math.min(255, 127 + value))))
  return sharp(data, { raw: { width, height, channels: 3 } })
}

function grade(picture: Sharp, random: SeededRandom, plain: boolean) {
  if (plain || random.chance(0.25)) return picture
  const hue = random.chance(0.3) ? random.whole(0, 359) : 0
  return picture.modulate({ brightness: random.between(0.6, 1.25), saturation: random.between(0.1, 1.6), hue })
}

async function onBackdrop(random: SeededRandom, width: number, height: number, [r, g, b]: Colour): Promise<Raster> {
  const wall = `<rect width="100%" height="100%" fill="rgb(${r},${g},${b})"/>`
  const data = await fromSvg(wall + drawFigure(random, width, height), width, height)
    .removeAlpha()
    .raw()
    .toBuffer()
  addGrain(data, random, random.between(0, 1.2))
  return { data, width, height }
}
