/** Pictures as plain arrays of 8-bit sRGB, for what sharp has no operation for. */
import sharp from 'sharp'

export type Raster = {
  /** RGB triples, row by row. */
  data: Uint8Array
  /** px */
  width: number
  height: number
}

/** One number per pixel, row by row; as a matte: 0 is background, 1 is subject. */
export type Plane = Float32Array

/** Decodes a picture upright, flattened on white, as it is or scaled down to `longSide` px. */
export async function loadRaster(bytes: Buffer, longSide?: number): Promise<Raster> {
  const upright = sharp(bytes).autoOrient().toColourspace('srgb').flatten({ background: '#ffffff' })
  const sized = longSide
    ? upright.resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    : upright
  const { data, info } = await sized.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
