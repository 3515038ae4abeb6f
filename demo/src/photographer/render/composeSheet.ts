/** The contact sheet: six framings of one picture, two rows of three, with white gutters between. */
import sharp from 'sharp'
import { filmLook, REPRINT } from './filmLook.ts'
import { type Eyes, findEyes } from './findEyes.ts'
import { findFace } from './findFace.ts'
import { loadRaster, type Raster } from './Raster.ts'
import { type Quad, warp } from './warp.ts'

type Size = { width: number; height: number }

/**
 * One framing. Lengths are in half eye distances, from the middle between the eyes; `high` may instead be a share of
 * the whole picture's height.
 */
type Framing = {
  x: number
  y: number
  high: number | 'all'
  /** Clockwise, degrees. */
  turn: number
  /** Width of the window's upper edge and of its lower edge, as factors: what is narrow in the window looks near. */
  upper: number
  lower: number
  /** Factor on the window's width: under 1 makes what is seen wider, over 1 slimmer. */
  slim: number
  mirrored: boolean
  /** Side of the light, −1 to 1 each, and its strength. */
  light: { x: number; y: number; strength: number }
  exposure: number
}

/** In the order of the angles: beauty, high three-quarter, low full body, profile, intimate, detail. */
const FRAMINGS: readonly Framing[] = [
  {
    x: 0,
    y: 1.4,
    high: 11.5,
    turn: 0,
    upper: 1,
    lower: 1,
    slim: 1,
    mirrored: false,
    light: { x: 0, y: -0.4, strength: 0.12 },
    exposure: 1,
  },
  {
    x: 0.5,
    y: 6.5,
    high: 20,
    turn: -8,
    upper: 0.8,
    lower: 1.22,
    slim: 1,
    mirrored: false,
    light: { x: 0.3, y: -1, strength: 0.4 },
    exposure: 0.98,
  },
  {
    x: 0,
    y: 0,
    high: 'all',
    turn: 3,
    upper: 1.2,
    lower: 0.82,
    slim: 0.94,
    mirrored: false,
    light: { x: 0, y: 0.9, strength: 0.4 },
    exposure: 0.9,
  },
  {
    x: 4.6,
    y: 2.6,
    high: 13,
    turn: 4,
    upper: 1,
    lower: 1,
    slim: 1.16,
    mirrored: true,
    light: { x: 1, y: -0.1, strength: 0.95 },
    exposure: 0.84,
  },
  {
    x: 0.3,
    y: 0.7,
    high: 6.6,
    turn: -10,
    upper: 0.95,
    lower: 1.05,
    slim: 1,
    mirrored: false,
    light: { x: -0.7, y: -0.3, strength: 0.35 },
    exposure: 0.98,
  },
  {
    x: -1.2,
    y: 10,
    high: 5.4,
    turn: 16,
    upper: 1,
    lower: 1,
    slim: 1,
    mirrored: false,
    light: { x: -0.6, y: 0.6, strength: 0.45 },
    exposure: 1,
  },
]

type SheetLayout = { gutter: number; boxes: { left: number; top: number; width: number; height: number }[] }

/** Six boxes of one size; the gutters take what division leaves over, so they differ by a pixel at most. */
export function layOutSheet({ width, height }: Size): SheetLayout {
  const gutter = Math.max(4, Math.round(width / 198))
  const cellWidth = Math.floor((width - 2 * gutter) / 3)
  const cellHeight = Math.floor((height - gutter) / 2)
  const boxes = FRAMINGS.map((_, index) => ({
    left: Math.round(((index % 3) * (width - cellWidth)) / 2),
    top: Math.floor(index / 3) * (height - cellHeight),
    width: cellWidth,
    height: cellHeight,
  }))
  return { gutter, boxes }
}

/** Where the eyes are, or where they would be in a usual composition. */
async function findAnchor(picture: Raster): Promise<Eyes> {
  const { width, height } = picture
  const small = await shrink(picture, 320 / Math.max(width, height))
  const scale = width / small.width
  const face = findFace(small)
  if (!face) return { x: width / 2, y: height * 0.22, half: height * 0.032 }
  const eyes = findEyes(small, face)
  return { x: eyes.x * scale, y: eyes.y * scale, half: eyes.half * scale }
}

/** Width by height of the cells that the framings are drawn up for. */
const USUAL_SHAPE = 3 / 2

function windowOf(framing: Framing, anchor: Eyes, picture: Size, cell: Size): Quad {
  const all = framing.high === 'all'
  // An upright cell sees higher, and less far to the side, so that a face stays whole in it.
  const narrow = Math.sqrt(Math.min(1, cell.width / cell.height / USUAL_SHAPE))
  const high = framing.high === 'all' ? picture.height : Math.min((framing.high * anchor.half) / narrow, picture.height)
  const wide = (high * cell.width * framing.slim) / cell.height
  const middle = all
    ? { x: anchor.x, y: picture.height / 2 }
    : {
        x: anchor.x + framing.x * narrow * anchor.half,
        y: Math.min(picture.height - high / 2, Math.max(high / 2, anchor.y + framing.y * anchor.half)),
      }
  const angle = (framing.turn * Math.PI) / 180
  const corner = (sx: number, sy: number) => {
    const dx = sx * (wide / 2) * (sy < 0 ? framing.upper : framing.lower) * (framing.mirrored ? -1 : 1)
    const dy = sy * (high / 2)
    return {
      x: middle.x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y: middle.y + dx * Math.sin(angle) + dy * Math.cos(angle),
    }
  }
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

/** Light from one side, falling off to the other, in place. */
function relight({ data, width, height }: Raster, { light, exposure }: Framing): void {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const side = ((2 * x) / width - 1) * light.x + ((2 * y) / height - 1) * light.y
      const gain = exposure * (1 + light.strength * Math.max(-0.85, Math.min(0.25, side)))
      const i = 3 * (y * width + x)
      for (let c = 0; c < 3; c++) data[i + c] = Math.min(255, (data[i + c] ?? 0) * gain)
    }
}

/** The sheet as a raster, and where its cells are. */
export async function composeSheet(
  hero: Buffer,
  size: Size,
  seed: number,
): Promise<{ raster: Raster; layout: SheetLayout }> {
  const full = await loadRaster(hero)
  const anchor = await findAnchor(full)
  // The lowest strip carries the mark of the picture itself.
  const usable = { width: full.width, height: full.height * 0.94 }
  const layout = layOutSheet(size)
  const sheet = Buffer.alloc(size.width * size.height * 3, 255)
  for (const [index, framing] of FRAMINGS.entries()) {
    const box = layout.boxes[index]
    if (!box) continue
    const quad = windowOf(framing, anchor, usable, box)
    // A window wider than its cell is read from a smaller copy, so that fine texture does not flicker.
    const scale = Math.min(1, (1.15 * box.width) / Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y))
    const source = scale < 0.8 ? await shrink(full, scale) : full
    const factor = source.width / full.width
    const scaled = quad.map(({ x, y }) => ({ x: x * factor, y: y * factor }))
    const [a, b, c, d] = scaled
    if (!a || !b || !c || !d) continue
    const cell = warp(source, [a, b, c, d], box.width, box.height)
    relight(cell, framing)
    filmLook(cell, REPRINT, { x: 0.5, y: 0.5 }, seed + index)
    for (let y = 0; y < box.height; y++)
      sheet.set(
        cell.data.subarray(3 * y * box.width, 3 * (y + 1) * box.width),
        3 * ((box.top + y) * size.width + box.left),
      )
  }
  return { raster: { data: sheet, ...size }, layout }
}

async function shrink({ data, width, height }: Raster, scale: number): Promise<Raster> {
  const { data: small, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: Math.round(width * scale) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: small, width: info.width, height: info.height }
}
