/** Cut-outs with transparency, and how they are laid on a picture. */
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { Plane, Raster } from './Raster.ts'

export type Layer = {
  /** RGBA, row by row. */
  data: Buffer
  width: number
  height: number
}

/** A raster with its matte. */
export function toLayer({ data, width, height }: Raster, matte: Plane): Layer {
  const rgba = Buffer.alloc(width * height * 4)
  for (let i = 0; i < matte.length; i++) {
    rgba[4 * i] = data[3 * i] ?? 0
    rgba[4 * i + 1] = data[3 * i + 1] ?? 0
    rgba[4 * i + 2] = data[3 * i + 2] ?? 0
    rgba[4 * i + 3] = Math.round(255 * (matte[i] ?? 0))
  }
  return { data: rgba, width, height }
}

const open = ({ data, width, height }: Layer) => sharp(data, { raw: { width, height, channels: 4 } })

async function close(picture: Sharp): Promise<Layer> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** The part of a layer inside a window, and where it lies; at least one pixel. */
export async function cropLayer(
  layer: Layer,
  window: { left: number; top: number; right: number; bottom: number },
): Promise<{ layer: Layer; left: number; top: number }> {
  const left = Math.min(layer.width - 1, Math.max(0, Math.floor(window.left)))
  const top = Math.min(layer.height - 1, Math.max(0, Math.floor(window.top)))
  const width = Math.max(1, Math.min(layer.width, Math.ceil(window.right)) - left)
  const height = Math.max(1, Math.min(layer.height, Math.ceil(window.bottom)) - top)
  return { layer: await close(open(layer).extract({ left, top, width, height })), left, top }
}

/** Scales a layer to a width in px. */
export function scaleLayer(layer: Layer, width: number): Promise<Layer> {
  return close(open(layer).resize({ width: Math.max(1, Math.round(width)), kernel: 'mitchell' }))
}

/** Turns a layer clockwise; it grows to hold its corners. */
export function turnLayer(layer: Layer, degrees: number): Promise<Layer> {
  return close(open(layer).rotate(degrees, { background: '#00000000' }))
}

/** The part of a layer that is not empty. */
export function trimLayer({ data, width, height }: Layer): Promise<Layer> {
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let i = 0; i < width * height; i++) {
    if ((data[4 * i + 3] ?? 0) < 24) continue
    const x = i % width
    const y = (i - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < left) return Promise.resolve({ data, width, height })
  return close(open({ data, width, height }).extract({ left, top, width: right - left + 1, height: bottom - top + 1 }))
}

/** A layer of one colour with the outline of another: its shadow. */
export async function silhouette(layer: Layer, colour: string, opacity: number, blur: number): Promise<Layer> {
  const { width, height } = layer
  const raw = { width, height, channels: 1 as const }
  const outline = Buffer.alloc(width * height)
  for (let i = 0; i < outline.length; i++) outline[i] = (layer.data[4 * i + 3] ?? 0) * opacity
  const alpha = await sharp(outline, { raw }).blur(Math.max(0.4, blur)).extractChannel(0).raw().toBuffer()
  const flat = sharp({ create: { width, height, channels: 3, background: colour } })
  return close(flat.joinChannel(alpha, { raw }))
}

/**
 * An overlay for sharp's `composite`, cut to the canvas; none when nothing of the layer is on it.
 *
 * @param left px, may be negative or beyond the canvas
 */
export async function place(
  layer: Layer,
  left: number,
  top: number,
  canvas: { width: number; height: number },
): Promise<OverlayOptions[]> {
  const x = Math.round(left)
  const y = Math.round(top)
  const from = { left: Math.max(0, -x), top: Math.max(0, -y) }
  const width = Math.min(layer.width - from.left, canvas.width - Math.max(0, x))
  const height = Math.min(layer.height - from.top, canvas.height - Math.max(0, y))
  if (width <= 0 || height <= 0) return []
  const part = await close(open(layer).extract({ ...from, width, height }))
  return [{ input: part.data, raw: { width, height, channels: 4 }, left: Math.max(0, x), top: Math.max(0, y) }]
}
