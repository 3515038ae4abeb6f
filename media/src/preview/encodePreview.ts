import { resolve } from 'node:path'
import type { Sharp } from 'sharp'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { MediaError } from '../MediaError.ts'
import { thumbHash } from './thumbHash.ts'

export interface PreviewOptions {
  /** Path of a picture or clip. */
  file: string
  /** Path of the WebP to write. */
  out: string
  /** Width in px, 16 to 4096; a smaller original keeps its own. Default 512. */
  width?: number | undefined
  signal?: AbortSignal | undefined
}

export interface Preview {
  file: string
  width: number
  height: number
  /** The picture as a tiny blur, in base64 (see {@link thumbHash}). */
  thumbHash: string
}

export const DEFAULT_WIDTH = 512
const QUALITY = 80
/** Of WebP, in px. */
const MAX_SIDE = 16_383

/** A picture as WebP of at most `width` px, in sRGB and without metadata, with all that a {@link Preview} says. */
export async function encodePreview(picture: Sharp, width: number, out: string) {
  const { data, info } = await picture
    .resize(width, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
  const preview = { file: resolve(out), width: info.width, height: info.height, thumbHash: await thumbHash(data) }
  return { bytes: data, preview }
}

/** @throws MediaError `wrongUse` where the width is none, or one of `outs` would take the place of what it is made of. */
export async function checkPreview({ file, width }: { file: string; width: number }, outs: readonly string[]) {
  if (!Number.isInteger(width) || width < 16 || width > 4096) {
    throw new MediaError('wrongUse', `${width} is not a width for a preview.`, 'Use a whole number from 16 to 4096.')
  }
  await refuseOutputOverInput(outs, [file])
}
