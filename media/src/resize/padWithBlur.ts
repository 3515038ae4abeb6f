import sharp, { type Sharp } from 'sharp'
import type { Picture } from '../probe/openPicture.ts'

/** The fill is blurred on a copy so many times smaller: no eye sees the difference, and a wide blur is slow. */
const SMALLER = 8
/** The blur's standard deviation as a share of the frame's longer side. */
const BLUR = 0.025

/** All of a picture in the middle of a frame of this size in px; a blurred copy, cut about its middle, fills the rest. */
export async function padWithBlur(picture: Picture, width: number, height: number): Promise<Sharp> {
  const [across, down] = [Math.max(8, Math.round(width / SMALLER)), Math.max(8, Math.round(height / SMALLER))]
  const behind = await picture
    .decode()
    .flatten()
    .toColourspace('srgb')
    .resize(across, down, { fit: 'cover' })
    .blur(Math.max(1, BLUR * Math.max(across, down)))
    .png()
    .toBuffer()
  const whole = await picture
    .decode()
    .toColourspace('srgb')
    .resize(width, height, { fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sharp(behind)
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .composite([{ input: whole }])
    .removeAlpha()
}
