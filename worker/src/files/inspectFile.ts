import { type ContentType, LIMITS } from '@fashion-shoot/protocol'
import { imageSize } from 'image-size'
import { ProblemError } from '../problem.ts'
import { findImageDamage } from './findImageDamage.ts'

/** What a file is, read from its bytes and not from its name. Sizes in px as displayed, that is after EXIF rotation. */
export type ImageFacts = { contentType: ContentType; width: number; height: number }

const TYPES: Record<string, ContentType> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' }

/** Reads a picture's kind and size from its first bytes. Throws `unsupported_photo` when it is no JPEG, PNG or WebP. */
export function inspectImage(bytes: Uint8Array, fileName: string): ImageFacts {
  const size = measure(bytes)
  const contentType = TYPES[size?.type ?? '']
  if (size === null || contentType === undefined) {
    throw new ProblemError('unsupported_photo', `“${fileName}” is not a JPEG, PNG or WebP picture.`)
  }
  const turned = (size.orientation ?? 1) >= 5
  return { contentType, width: turned ? size.height : size.width, height: turned ? size.width : size.height }
}

/** Checks a whole photo for what will not serve. Throws what is wrong with it, in words that name the file. */
export function inspectPhoto(bytes: Uint8Array, fileName: string): ImageFacts {
  if (bytes.length > LIMITS.photoBytes) {
    throw new ProblemError('photo_too_large', `“${fileName}” has ${megabytes(bytes.length)} MB; 30 MB is the limit.`)
  }
  const facts = inspectImage(bytes, fileName)
  const damage = findImageDamage(bytes, facts.contentType)
  if (damage !== null) throw new ProblemError('damaged_photo', `“${fileName}” is damaged: ${damage}.`)
  const { width, height } = facts
  const size = `“${fileName}” is ${width} × ${height} px`
  if (Math.min(width, height) < LIMITS.photoSide) {
    throw new ProblemError('photo_too_small', `${size}; its shorter side needs ${LIMITS.photoSide} px.`)
  }
  if (Math.max(width, height) > LIMITS.photoLongSide) {
    throw new ProblemError('photo_too_large', `${size}; ${LIMITS.photoLongSide} px a side is the limit.`)
  }
  return facts
}

function measure(bytes: Uint8Array): ReturnType<typeof imageSize> | null {
  try {
    return imageSize(bytes)
  } catch {
    return null
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}
