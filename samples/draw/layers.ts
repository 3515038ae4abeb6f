/** Small helpers for pictures that are stacked from drawings. */
import sharp, { type OverlayOptions } from 'sharp'

export type Canvas = { width: number; height: number }

/** Wraps SVG content; `defs` holds gradients and filters. */
export function svg({ width, height }: Canvas, content: string, defs = ''): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><defs>${defs}</defs>${content}</svg>`,
  )
}

/** Bumps all over the canvas, lit from the left above; flat ground is mid-grey. Cloth, when the frequency is low; weave, when it is high. */
export function bumps(
  canvas: Canvas,
  options: { frequency: string; octaves: number; depth: number; blur: number; seed: number },
): Buffer {
  // Turbulence has eight bits, so low frequencies come in terraces: the blur melts them.
  const { frequency, octaves, depth, blur, seed } = options
  const filter = `<filter id="bumps" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>
    <feDiffuseLighting surfaceScale="${depth}" diffuseConstant="0.6" lighting-color="#fff"><feDistantLight azimuth="230" elevation="58"/></feDiffuseLighting>
    <feGaussianBlur stdDeviation="${blur}"/>
  </filter>`
  return svg(canvas, '<rect width="100%" height="100%" filter="url(#bumps)"/>', filter)
}

/** Stacks overlays on a drawing and keeps the drawing's outline. */
export async function stack(base: Buffer, overlays: OverlayOptions[]): Promise<Buffer> {
  const painted = await sharp(base).composite(overlays).png().toBuffer()
  return sharp(painted)
    .composite([{ input: base, blend: 'dest-in' }])
    .png()
    .toBuffer()
}

/** A soft shadow of a drawing's outline. */
export async function shadowOf(drawing: Buffer, { blur, opacity }: { blur: number; opacity: number }): Promise<Buffer> {
  const { width, height } = await sharp(drawing).metadata()
  // Two pipelines, because sharp takes a channel out after all other steps, and its levels leave alpha alone.
  const outline = await sharp(drawing).extractChannel('alpha').png().toBuffer()
  const alpha = await sharp(outline).blur(blur).linear(opacity, 0).toColourspace('b-w').png().toBuffer()
  return sharp({ create: { width, height, channels: 3, background: '#20222c' } })
    .joinChannel(alpha)
    .png()
    .toBuffer()
}
