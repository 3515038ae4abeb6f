import sharp, { type OverlayOptions } from 'sharp'

/** The part of a layer at `x`, `y` that lies in a frame of this size, px: sharp refuses what sticks out. Nothing where none does. */
export async function partInFrame(
  layer: Buffer,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<OverlayOptions[]> {
  const size = await sharp(layer).metadata()
  const [left, top] = [Math.max(0, -x), Math.max(0, -y)]
  const part = {
    left,
    top,
    width: Math.min(size.width - left, width - Math.max(0, x)),
    height: Math.min(size.height - top, height - Math.max(0, y)),
  }
  if (part.width <= 0 || part.height <= 0) return []
  const input = await sharp(layer).extract(part).png({ compressionLevel: 0 }).toBuffer()
  return [{ input, left: Math.max(0, x), top: Math.max(0, y) }]
}
