import sharp from 'sharp'
import type { Raster } from '../lines/lineMaps.ts'

/** Turns a sheet back that is turned clockwise by `degrees`, about its middle; size and place of the middle stay the same. */
export async function straighten({ data, width, height }: Raster, degrees: number): Promise<Raster> {
  const angle = (-degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const { data: turned, info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .affine([cos, -sin, sin, cos], { interpolator: 'bicubic', background: edgeColour({ data, width, height }) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [left, top] = [Math.round((info.width - width) / 2), Math.round((info.height - height) / 2)]
  const straight = await sharp(turned, { raw: { width: info.width, height: info.height, channels: 3 } })
    .extract({ left, top, width, height })
    .raw()
    .toBuffer()
  return { data: straight, width, height }
}

/** The middle colour of the sheet's outermost pixels: of its margin, if it has one. */
function edgeColour({ data, width, height }: Raster) {
  const pixels = [
    ...Array.from({ length: width }, (_, x) => x),
    ...Array.from({ length: width }, (_, x) => (height - 1) * width + x),
    ...Array.from({ length: height }, (_, y) => y * width),
    ...Array.from({ length: height }, (_, y) => (y + 1) * width - 1),
  ]
  const median = (channel: number) =>
    Uint8Array.from(pixels, (at) => data[at * 3 + channel] ?? 0).sort()[pixels.length >> 1] ?? 0
  return { r: median(0), g: median(1), b: median(2) }
}
