import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'

/** The most that the format takes. */
const SIDE = 100

/**
 * A picture in about 25 bytes: a blur to show until it has loaded, with its ratio and transparency
 * (https://evanw.github.io/thumbhash/).
 *
 * @param bytes a picture file's contents, upright
 * @returns base64
 */
export async function thumbHash(bytes: Uint8Array): Promise<string> {
  const { data, info } = await sharp(bytes)
    .resize(SIDE, SIDE, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
}
