import sharp from 'sharp'
import type { PictureInfo } from './mediaInfo.ts'
import { damagedPicture, type Picture } from './openPicture.ts'

/**
 * Says what a picture is, once its pixels have been decoded to the last line.
 *
 * @throws MediaError `damagedFile`
 */
export async function describePicture(file: string, { bytes, format, metadata }: Picture): Promise<PictureInfo> {
  const { autoOrient, width, height, pages = 1, hasAlpha, space, bitsPerSample, depth, hasProfile } = metadata
  // A line at a time goes through memory, and only the last one is kept.
  await sharp(bytes, { failOn: 'error', sequentialRead: true })
    .extract({ left: 0, top: height - 1, width, height: 1 })
    .raw()
    .toBuffer()
    .catch((error: unknown) => {
      throw damagedPicture(file, error)
    })
  const colour = { space, bitsPerChannel: bitsPerSample ?? (depth === 'ushort' ? 16 : 8), hasProfile }
  return { kind: 'picture', format, ...autoOrient, frames: pages, hasAlpha, colour }
}
