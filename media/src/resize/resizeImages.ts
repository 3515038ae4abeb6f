import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { writeWhole } from '../files/writeWhole.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture, type Picture } from '../probe/openPicture.ts'
import { type FrameRatio, largestEven, parseRatio } from './frameRatio.ts'

/** `crop` fills the ratio and keeps the part that draws the eye; `pad` keeps all and fills the rest with a blur of it. */
export const fits = ['crop', 'pad'] as const
export type Fit = (typeof fits)[number]

export interface ResizeImagesOptions {
  files: readonly string[]
  ratio: FrameRatio
  /** Folder for `frame-1-9x16.png` and on; made if it is not there. */
  outDir: string
  /** Default `crop`. */
  fit?: Fit | undefined
}

export interface ResizedImage {
  /** From 1, in the order that was given. */
  index: number
  file: string
  width: number
  height: number
}

const PAD_BLUR = 40

/**
 * Brings pictures to one ratio and one even size, the largest that the smallest of them gives without being enlarged: PNGs.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge` or `cannotWrite`
 */
export async function resizeImages({
  files,
  ratio,
  outDir,
  fit = 'crop',
}: ResizeImagesOptions): Promise<ResizedImage[]> {
  const parts = parseRatio(ratio)
  if (files.length === 0) throw new MediaError('wrongUse', 'There is no picture to resize.', 'Name at least one.')
  if (!fits.includes(fit)) throw new MediaError('wrongUse', `${fit} is not a fit.`, 'Use crop or pad.')
  const pictures = await Promise.all(files.map(openPicture))
  const sizes = pictures.map(({ metadata }) => {
    const { width, height } = metadata.autoOrient
    // Padding keeps the longer side, so the frame is as large as the picture's larger measure asks.
    const longer = Math.max(width / parts[0], height / parts[1])
    return fit === 'crop' ? largestEven(width, height, parts) : largestEven(longer * parts[0], longer * parts[1], parts)
  })
  const [size = { width: 0, height: 0 }] = sizes.sort((a, b) => a.width - b.width)
  if (size.width === 0) {
    throw new MediaError('unsupported', 'One of the pictures is too small to resize.', 'Use pictures of 64 px or more.')
  }
  return Promise.all(
    pictures.map(async (picture, i) => {
      const { width, height } = size
      const resized = fit === 'crop' ? cropped(picture, width, height) : await padded(picture, width, height)
      const bytes = await resized
        .png()
        .toBuffer()
        .catch((error: unknown) => {
          throw damagedPicture(files[i] ?? '', error)
        })
      const file = await writeWhole(join(outDir, `frame-${i + 1}-${ratio.replace(':', 'x')}.png`), bytes)
      return { index: i + 1, file, width, height }
    }),
  )
}

function cropped(picture: Picture, width: number, height: number): Sharp {
  return picture.decode().resize(width, height, { fit: 'cover', position: 'attention' })
}

async function padded(picture: Picture, width: number, height: number): Promise<Sharp> {
  const whole = await picture.decode().resize(width, height, { fit: 'inside' }).png().toBuffer()
  const behind = picture.decode().flatten().resize(width, height, { fit: 'cover' }).blur(PAD_BLUR)
  return behind.composite([{ input: whole }])
}
