import sharp from 'sharp'
import { drawCaption } from './drawCaption.ts'
import { addGrain, drawPicture, type PictureSet } from './drawPicture.ts'
import { layOutSheet } from './layOutSheet.ts'
import type { Colour, Raster } from './Raster.ts'
import { type SeededRandom, seededRandom } from './seededRandom.ts'

/** What a sheet is like. Lengths are px of the sheet. */
export interface SheetSpec {
  seed: number
  set: PictureSet
  width: number
  height: number
  rows: number
  cols: number
  /** Between pictures, and around them all. */
  gutter: number
  margin: number
  colour: Colour
  /** The gutters' colour at the other end of a gradient. */
  colourTo?: Colour
  /** How the gradient runs. */
  gradient?: 'slanted' | 'upright' | 'round'
  /** How far inner borders are moved from an even grid, in shares of a cell. */
  uneven?: number
  /** How far the column gutters of every second row are moved. */
  shift?: number
  /** Height of a strip with writing under each row of pictures. */
  caption?: number
  /** Of the pictures' corners. */
  radius?: number
  /** A line around each picture, `gap` px away from it; without a gap it covers the picture's edge. */
  keyline?: { thickness: number; gap: number; colour: Colour }
  /** The sheet is turned clockwise by so many degrees. */
  rotation?: number
  /** How many pictures have a plain backdrop of the gutters' colour. */
  backdrops?: number
  /** Brightness of the brightest parts of all pictures. */
  darkest?: number
  /** Sigma of a blur over the whole sheet, in px. */
  blur?: number
  /** Sigma of noise over the whole sheet, in brightness steps. */
  noise?: number
  /** JPEG quality; PNG without it. */
  quality?: number
}

/** Where a picture shows nothing but itself, in px of the sheet before it is turned. */
export interface Cell {
  left: number
  top: number
  width: number
  height: number
}

export interface DrawnSheet {
  bytes: Buffer
  width: number
  height: number
  cells: Cell[]
  /** Of the cells' corners, in px. */
  radius: number
  /** Degrees clockwise. */
  rotation: number
}

/** Draws a contact sheet and says where its pictures are. The same spec draws the same sheet. */
export async function drawSheet(spec: SheetSpec): Promise<DrawnSheet> {
  const random = seededRandom(spec.seed)
  const { radius = 0, rotation = 0, keyline } = spec
  // A sheet without a margin goes on beyond its edges, so that turning it shows nothing else.
  const bleed = rotation !== 0 && spec.margin === 0 ? Math.ceil(Math.max(spec.width, spec.height) / 40) : 0
  const canvas = fillGutters(spec, bleed)
  const boxes = layOutSheet(spec, random)
  const plain = new Set(
    boxes
      .map((_, i) => i)
      .sort(() => random.next() - 0.5)
      .slice(0, spec.backdrops ?? 0),
  )
  for (const [i, box] of boxes.entries()) {
    const outer = {
      left: box.left === 0 ? 0 : box.left + bleed,
      top: box.top === 0 ? 0 : box.top + bleed,
      right: box.left + box.width + bleed * (box.left + box.width === spec.width ? 2 : 1),
      bottom: box.top + box.height + bleed * (box.top + box.height === spec.height ? 2 : 1),
    }
    const picture = await drawPicture(random, outer.right - outer.left, outer.bottom - outer.top, {
      set: spec.set,
      backdrop: plain.has(i) ? spec.colour : undefined,
      darkest: spec.darkest,
    })
    if (keyline) frame(canvas, box, keyline, radius)
    paste(canvas, picture, outer.left, outer.top, radius, keyline?.gap === 0 ? keyline : undefined)
    if (spec.caption) drawCaption(canvas, { ...box, top: box.top + box.height, height: spec.caption }, random)
  }
  const bytes = await finish(canvas, spec, random)
  const inset = keyline?.gap === 0 ? keyline.thickness : 0
  const cells = boxes.map((box) => ({
    left: box.left + inset,
    top: box.top + inset,
    width: box.width - 2 * inset,
    height: box.height - 2 * inset,
  }))
  return { bytes, width: spec.width, height: spec.height, cells, radius: Math.max(0, radius - inset), rotation }
}

function fillGutters(
  { width, height, colour, colourTo = colour, gradient = 'slanted' }: SheetSpec,
  bleed: number,
): Raster {
  const [w, h] = [width + 2 * bleed, height + 2 * bleed]
  const data = Buffer.alloc(w * h * 3)
  const share = {
    slanted: (x: number, y: number) => (x + y) / 2,
    upright: (_: number, y: number) => y,
    round: (x: number, y: number) => Math.min(1, Math.hypot(x - 0.5, y - 0.5) * 1.4),
  }[gradient]
  for (let y = 0, i = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const part = share(x / w, y / h)
      for (let c = 0; c < 3; c++) data[i++] = Math.round((colour[c] ?? 0) * (1 - part) + (colourTo[c] ?? 0) * part)
    }
  return { data, width: w, height: h }
}

/** Whether a px at `x`, `y` of a box of the given size lies outside of its rounded corners. */
function isCutOff(x: number, y: number, width: number, height: number, radius: number): boolean {
  const dx = Math.max(radius - x - 0.5, x + 0.5 - (width - radius), 0)
  const dy = Math.max(radius - y - 0.5, y + 0.5 - (height - radius), 0)
  return dx > 0 && dy > 0 && Math.hypot(dx, dy) > radius
}

function frame(
  canvas: Raster,
  box: Cell,
  { thickness, gap, colour }: NonNullable<SheetSpec['keyline']>,
  radius: number,
) {
  const grow = gap === 0 ? 0 : gap + thickness
  const [width, height] = [box.width + 2 * grow, box.height + 2 * grow]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside = x >= thickness && y >= thickness && x < width - thickness && y < height - thickness
      if (inside && radius === 0) continue
      if (isCutOff(x, y, width, height, radius)) continue
      if (inside && !isCutOff(x - thickness, y - thickness, width - 2 * thickness, height - 2 * thickness, radius))
        continue
      const [px, py] = [box.left - grow + x, box.top - grow + y]
      if (px < 0 || py < 0 || px >= canvas.width || py >= canvas.height) continue
      canvas.data.set(colour, (py * canvas.width + px) * 3)
    }
}

function paste(
  canvas: Raster,
  { data, width, height }: Raster,
  left: number,
  top: number,
  radius: number,
  covered: { thickness: number } | undefined,
) {
  const edge = covered?.thickness ?? 0
  for (let y = edge; y < height - edge; y++) {
    let [from, to] = [edge, width - edge]
    const isOut = (x: number) =>
      isCutOff(x - edge, y - edge, width - 2 * edge, height - 2 * edge, Math.max(0, radius - edge))
    while (from < to && isOut(from)) from++
    while (to > from && isOut(to - 1)) to--
    const row = data.subarray((y * width + from) * 3, (y * width + to) * 3)
    canvas.data.set(row, ((top + y) * canvas.width + left + from) * 3)
  }
}

async function finish(canvas: Raster, spec: SheetSpec, random: SeededRandom): Promise<Buffer> {
  const { width, height } = canvas
  let { data } = canvas
  if (spec.rotation) {
    const [r, g, b] = spec.colour
    const turned = await sharp(data, { raw: { width, height, channels: 3 } })
      .rotate(spec.rotation, { background: { r, g, b } })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { info } = turned
    const [left, top] = [Math.round((info.width - spec.width) / 2), Math.round((info.height - spec.height) / 2)]
    data = await sharp(turned.data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .extract({ left, top, width: spec.width, height: spec.height })
      .raw()
      .toBuffer()
  }
  const size = { width: spec.width, height: spec.height, channels: 3 as const }
  if (spec.blur) data = await sharp(data, { raw: size }).blur(spec.blur).raw().toBuffer()
  if (spec.noise) addGrain(data, random, spec.noise)
  const sheet = sharp(data, { raw: size })
  return (spec.quality ? sheet.jpeg({ quality: spec.quality }) : sheet.png({ compressionLevel: 1 })).toBuffer()
}
