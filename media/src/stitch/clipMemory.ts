import type { Size } from '../geometry/Size.ts'
import type { ClipProbe } from '../probe/probeClip.ts'
import type { Motion, X264Preset } from './stitchOptions.ts'

export interface ClipMemoryOptions {
  /** The clip, and the one that its end dissolves into where there is one. */
  decoded: readonly ClipProbe[]
  film: Size
  preset: X264Preset
  motion: Motion
  threads: number
  lookahead: number
}

/*
 * Bytes, measured with FFmpeg 5.1 at 1080p, 4K and 8K: what a process holds as such; for each pixel of a clip what its filters
 * hold, besides so many frames as they are stored, and more of them with each thread; for each pixel of the film what x264 holds.
 */
const PROCESS = 60e6
const FILTERED = 10
const DECODED_FRAMES = 7
const DECODED_FRAMES_A_THREAD = 2
const ENCODER_THREAD = 16
const LOOKAHEAD = 2.7
const REFERENCE = 3
const REORDERED = 35
/** What FFmpeg's minterpolate holds for each pixel of a clip. */
const MOVED = 300

/** x264's own numbers for each preset. */
export const presetFrames: Record<X264Preset, { lookahead: number; references: number; reorders?: false }> = {
  ultrafast: { lookahead: 0, references: 1, reorders: false },
  superfast: { lookahead: 0, references: 1 },
  veryfast: { lookahead: 10, references: 1 },
  faster: { lookahead: 20, references: 2 },
  fast: { lookahead: 30, references: 2 },
  medium: { lookahead: 40, references: 3 },
  slow: { lookahead: 50, references: 5 },
  slower: { lookahead: 60, references: 8 },
}

/** Bytes that the FFmpeg process of one clip holds at most, rather too many than too few. */
export function clipMemory({ decoded, film, preset, motion, threads, lookahead }: ClipMemoryOptions): number {
  const { references, reorders = true } = presetFrames[preset]
  const encoding =
    (reorders ? REORDERED : 0) + ENCODER_THREAD * threads + LOOKAHEAD * lookahead + REFERENCE * references
  const frames = DECODED_FRAMES + DECODED_FRAMES_A_THREAD * threads
  const decoding = decoded.map(({ storedWidth, storedHeight, info }, index) => {
    const moving = motion === 'compensate' && index === 0 ? MOVED : 0
    return storedWidth * storedHeight * (FILTERED + frames * storedBytes(info.pixelFormat) + moving)
  })
  return decoding.reduce((sum, bytes) => sum + bytes, PROCESS + film.width * film.height * encoding)
}

/** Bytes of one pixel in a format of FFmpeg's. Those of more than 8 bits say in which order their bytes are. */
function storedBytes(pixelFormat: string): number {
  const samples = /444|gbr|rgb|bgr/.test(pixelFormat) ? 3 : /422/.test(pixelFormat) ? 2 : 1.5
  return /[lb]e$/.test(pixelFormat) ? samples * 2 : samples
}
