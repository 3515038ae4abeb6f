import { MediaError } from '../MediaError.ts'
import type { Size } from './Size.ts'

/** Ratios of width to height that frames come in. */
export const frameRatios = ['3:2', '16:9', '9:16', '4:3', '3:4', '1:1', '2:3'] as const
export type FrameRatio = (typeof frameRatios)[number]

/**
 * The two numbers of a ratio.
 *
 * @throws MediaError `wrongUse` for any other text
 */
export function parseRatio(text: string): readonly [width: number, height: number] {
  if (!(frameRatios as readonly string[]).includes(text)) {
    throw new MediaError(
      'wrongUse',
      `${text} is not a ratio that frames come in.`,
      `Use one of ${frameRatios.join(', ')}.`,
    )
  }
  const [width = 1, height = 1] = text.split(':').map(Number)
  return [width, height]
}

/** The largest even size (px) within `width` × `height` that has exactly the ratio. */
export function largestEven(width: number, height: number, [across, down]: readonly [number, number]): Size {
  const unit = Math.floor(Math.min(width / across, height / down))
  // A unit that is even makes both sides even whatever the ratio's numbers are.
  const even = unit - (unit % 2)
  return { width: across * even, height: down * even }
}

/** The largest size (px, not necessarily even) within `width` × `height` that has the ratio but for a rounded pixel. */
export function windowOf(width: number, height: number, [across, down]: readonly [number, number]): Size {
  const unit = Math.min(width / across, height / down)
  return { width: Math.round(across * unit), height: Math.round(down * unit) }
}
