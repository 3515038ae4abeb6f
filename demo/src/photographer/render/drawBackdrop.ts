/** What stands behind the person: a drawn set for each preset of the prompts. */
import sharp from 'sharp'
import { NOISE_SIDE, noiseTile } from './noise.ts'
import type { BackdropName } from './readPrompt.ts'

type Size = { width: number; height: number }
type Set = { defs: string; content: string; blur?: number }

const stop = (offset: number, colour: string, opacity = 1) =>
  `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`
const linear = (id: string, direction: string, ...stops: string[]) =>
  `<linearGradient id="${id}" ${direction}>${stops.join('')}</linearGradient>`
const radial = (id: string, place: string, ...stops: string[]) =>
  `<radialGradient id="${id}" ${place}>${stops.join('')}</radialGradient>`
const sheet = (fill: string, more = '') => `<rect width="1000" height="1000" fill="${fill}" ${more}/>`
const DOWN = 'x1="0" y1="0" x2="0" y2="1"'

/** Paper that comes down the wall and sweeps over the floor: lit middle, dark edge, a bend where they meet. */
function seamless(middle: string, edge: string, floor: string): Set {
  return {
    defs:
      radial('wall', 'cx=".5" cy=".36" r=".82"', stop(0, middle), stop(1, edge)) +
      linear('floor', DOWN, stop(0, floor, 0), stop(0.35, floor, 0.55), stop(1, floor, 0.95)),
    content: `${sheet('url(#wall)')}<rect y="760" width="1000" height="240" fill="url(#floor)"/>`,
  }
}

function industrial(stretch: number): Set {
  const joints = [0, 333, 667]
    .map(
      (x) =>
        `<path d="M${x} 0 V820 M0 ${120 + x * 0.8} H1000" stroke="#2c2e31" stroke-opacity=".55" stroke-width="3"/><path d="M${x + 3} 0 V820" stroke="#d5d6d4" stroke-opacity=".25" stroke-width="2"/>`,
    )
    .join('')
  const holes = [60, 273, 393, 607, 727, 940]
    .flatMap((x) =>
      [70, 340, 440, 610].map(
        (y) =>
          `<ellipse cx="${x}" cy="${y}" rx="${5 / Math.sqrt(stretch)}" ry="${5 * Math.sqrt(stretch)}" fill="#34363a" fill-opacity=".7"/>`,
      ),
    )
    .join('')
  return {
    defs:
      linear('wall', 'x1="0" y1="0" x2="1" y2=".5"', stop(0, '#a9aaa8'), stop(0.5, '#85878a'), stop(1, '#54575d')) +
      linear('floor', DOWN, stop(0, '#3a3c40'), stop(1, '#6d6f71')),
    content: `${sheet('url(#wall)')}${joints}${holes}<rect y="820" width="1000" height="180" fill="url(#floor)"/><rect x="880" width="34" height="820" fill="#8a3b22"/><rect x="888" width="7" height="820" fill="#d98a62"/>`,
  }
}

function daylight(): Set {
  const panes = [0, 1, 2].flatMap((column) =>
    [0, 1].map((row) => {
      const x = 120 + column * 190
      const y = 110 + row * 300 + column * 44
      return `<polygon points="${x},${y} ${x + 160},${y + 38} ${x + 120},${y + 310} ${x - 40},${y + 272}" fill="#fff3cf" fill-opacity=".85"/>`
    }),
  )
  return {
    defs: `${linear('wall', 'x1="0" y1="0" x2="1" y2=".4"', stop(0, '#f0c48a'), stop(1, '#c98d5c'))}${linear('floor', DOWN, stop(0, '#8c5a37', 0), stop(1, '#8c5a37', 0.9))}<filter id="pane"><feGaussianBlur stdDeviation="7"/></filter>`,
    content: `${sheet('url(#wall)')}<g filter="url(#pane)">${panes.join('')}</g><rect y="780" width="1000" height="220" fill="url(#floor)"/>`,
  }
}

/** Colours of gel light when the prompt names none. */
export const GEL_PAIR = ['#ff2a7d', '#1f5bff'] as const

function gels([first = GEL_PAIR[0], second = GEL_PAIR[1]]: string[]): Set {
  return {
    defs:
      linear('base', 'x1="0" y1="0" x2="1" y2=".25"', stop(0, first), stop(0.5, '#5a1f6e'), stop(1, second)) +
      radial('left', 'cx=".12" cy=".3" r=".75"', stop(0, first, 0.95), stop(1, first, 0)) +
      radial('right', 'cx=".9" cy=".5" r=".75"', stop(0, second, 0.95), stop(1, second, 0)) +
      linear('floor', DOWN, stop(0, '#12041c', 0), stop(1, '#12041c', 0.8)),
    content: `${sheet('url(#base)')}${sheet('url(#left)')}${sheet('url(#right)')}<rect y="700" width="1000" height="300" fill="url(#floor)"/>`,
  }
}

/** A street of towers; its windows are lit when it is late. */
function street(late: boolean, stretch: number, noise: Float32Array): Set {
  const pick = (index: number) => Math.abs(noise[index * 7 + 3] ?? 0) % 1
  const towers = Array.from({ length: 16 }, (_, index) => {
    const front = index % 2
    const x = index * 66 - 40 + pick(index) * 30
    const height = 240 + pick(index + 40) * 420 - Math.abs(index - 8) * -28
    const width = 70 + pick(index + 80) * 60
    const fill = late ? (front ? '#221a36' : '#6b4060') : front ? '#8d949c' : '#b7c0c8'
    const windows = Array.from({ length: 24 }, (_, k) => {
      if (pick(index * 31 + k) < 0.52) return ''
      const light = late ? (k % 3 ? '#ffc36b' : '#ffe9c0') : '#dfe9f2'
      return `<rect x="${x + 10 + (k % 3) * (width / 3.4)}" y="${820 - height + 22 + Math.floor(k / 3) * 48}" width="${width / 5}" height="24" fill="${light}" fill-opacity="${late ? 0.85 : 0.5}"/>`
    })
    return `<rect x="${x}" y="${820 - height}" width="${width}" height="${height}" fill="${fill}"/>${windows.join('')}`
  })
  const lights = Array.from({ length: late ? 34 : 0 }, (_, index) => {
    const fill = ['#ffb14d', '#ff4d3d', '#fff0c9', '#ff7bb5', '#58c6ff'][index % 5]
    const r = 8 + pick(index + 400) * 22
    return `<ellipse cx="${pick(index + 200) * 1000}" cy="${640 + pick(index + 300) * 240}" rx="${r / Math.sqrt(stretch)}" ry="${r * Math.sqrt(stretch)}" fill="${fill}" fill-opacity=".5"/>`
  })
  const sky = late
    ? linear('sky', DOWN, stop(0, '#1d2260'), stop(0.26, '#6a3f92'), stop(0.48, '#e0657e'), stop(0.7, '#ffb670'))
    : linear('sky', DOWN, stop(0, '#9cc3e6'), stop(0.8, '#eaf0f2'))
  const road = late
    ? linear('floor', DOWN, stop(0, '#5b3550'), stop(1, '#17121f'))
    : linear('floor', DOWN, stop(0, '#a6a9ab'), stop(1, '#6f7276'))
  return {
    defs: sky + road,
    content: `${sheet('url(#sky)')}${towers.join('')}<rect y="820" width="1000" height="180" fill="url(#floor)"/>${lights.join('')}`,
    blur: 0.007,
  }
}

/** @param stretch width over height of the picture: drawings are made in a square, so round things need it */
function setFor(name: BackdropName, colours: string[], stretch: number, noise: Float32Array): Set {
  switch (name) {
    case 'studio-grey':
      return seamless('#c9cacd', '#74767c', '#5d5f66')
    case 'studio-white':
      return seamless('#ffffff', '#dfe0e2', '#c4c5c9')
    case 'studio-black':
      return seamless('#3a3b40', '#08080a', '#000000')
    case 'industrial':
      return industrial(stretch)
    case 'warm-daylight':
      return daylight()
    case 'color-gel':
      return gels(colours)
    case 'outdoor-urban':
      return street(false, stretch, noise)
    case 'city-dusk':
      return street(true, stretch, noise)
  }
}

/** Streaks and stains of a wall, as a grey picture to lay over it in soft light. */
async function patina({ width, height }: Size, noise: Float32Array): Promise<Buffer> {
  const side = 40
  const levels = Buffer.from(
    Array.from({ length: side * side }, (_, i) => {
      const value = noise[(i % side) + Math.floor(i / side) * NOISE_SIDE] ?? 0
      return Math.max(0, Math.min(255, 128 + 20 * value))
    }),
  )
  return sharp(levels, { raw: { width: side, height: side, channels: 1 } })
    .blur(1.6)
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .png({ compressionLevel: 0 })
    .toBuffer()
}

/** The set as a PNG of this size. It is drawn at half the size: sets are soft, and the grain comes later. */
export async function drawBackdrop(name: BackdropName, colours: string[], size: Size, seed: number): Promise<Buffer> {
  const noise = noiseTile(seed)
  const half = { width: Math.ceil(size.width / 2), height: Math.ceil(size.height / 2) }
  const { defs, content, blur } = setFor(name, colours, size.width / size.height, noise)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" preserveAspectRatio="none" width="${half.width}" height="${half.height}"><defs>${defs}</defs>${content}</svg>`
  const worn = await sharp(Buffer.from(drawing))
    .composite([{ input: await patina(half, noise), blend: 'soft-light' }])
    .png({ compressionLevel: 0 })
    .toBuffer()
  const soft = blur ? sharp(worn).blur(blur * Math.max(half.width, half.height)) : sharp(worn)
  return soft
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer()
}
