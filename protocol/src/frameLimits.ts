import type { Asset, ContentType } from './asset.ts'

const TYPES: readonly ContentType[] = ['image/jpeg', 'image/png']

/**
 * What the clip services take as a frame, whichever way Kling is reached: its API reference, image to video, in the stricter reading of
 * each figure.
 */
export const FRAME_LIMITS = {
  types: TYPES,
  /** bytes */
  bytes: 10_000_000,
  /** px, shorter side */
  side: 300,
  /** longer side by shorter */
  ratio: 2.5,
} as const

type Frame = Pick<Asset, 'contentType' | 'bytes' | 'width' | 'height'>

/** True for a picture that a clip service takes once a copy of it is scaled or encoded anew. */
export function needsFit({ contentType, bytes, width, height }: Frame): boolean {
  const { types, bytes: most, side } = FRAME_LIMITS
  return !types.includes(contentType) || bytes > most || Math.min(width, height) < side
}

/** True for a picture that is too long and thin for a clip service, which no scaling helps. */
export function isTooLong({ width, height }: Pick<Frame, 'width' | 'height'>): boolean {
  return Math.max(width, height) > FRAME_LIMITS.ratio * Math.min(width, height)
}
