import type { Size } from '../geometry/Size.ts'
import type { FilmSettings, X264Preset } from './stitchOptions.ts'

export interface EncodingPlan {
  /** FFmpeg processes that run at the same time. */
  processes: number
  /** Threads of each one's decoder, filters and encoder. */
  threads: number
  /** Frames that x264 looks ahead. */
  lookahead: number
}

/** What all processes may hold together at 1080p: 900 MB less what Node itself takes. */
const MEMORY_BYTES = 850e6
/** Measured with FFmpeg 5.1: what a process holds, and for each pixel what it holds besides, and for each thread, frame looked ahead, frame referred to. */
const PROCESS_BYTES = 60e6
const PIXEL_BYTES = 55
const THREAD_BYTES = 12
const LOOKAHEAD_BYTES = 3.2
const REFERENCE_BYTES = 4.7
/** What FFmpeg's minterpolate holds for each pixel. One such process is more than the memory there is at 1080p: 1.1 GB. */
const MOVED_BYTES = 300
/** With more, the start of each clip, where there is only one frame to work on, weighs more than is gained. */
const MOST_THREADS = 3
/** Above it, x264 takes 65 MB more a process at 1080p for a hundredth in size at the same likeness. */
const MOST_LOOKAHEAD = 20

/** x264's own numbers for each preset. */
const PRESETS: Record<X264Preset, { lookahead: number; references: number }> = {
  ultrafast: { lookahead: 0, references: 1 },
  superfast: { lookahead: 0, references: 1 },
  veryfast: { lookahead: 10, references: 1 },
  faster: { lookahead: 20, references: 2 },
  fast: { lookahead: 30, references: 2 },
  medium: { lookahead: 40, references: 3 },
  slow: { lookahead: 50, references: 5 },
  slower: { lookahead: 60, references: 8 },
}

/**
 * How films of a size are encoded on a machine: as many processes as the memory bears, each with two threads at least, so that
 * no core idles while the last clip is made. It does not depend on the clips: x264's output depends on its threads, and the
 * same clip shall become the same bytes in every film.
 *
 * @param cores that this process may use
 */
export function encodingPlan(
  { width, height }: Size,
  { preset, motion }: Pick<FilmSettings, 'preset' | 'motion'>,
  cores: number,
): EncodingPlan {
  const { references, lookahead: usual } = PRESETS[preset]
  const lookahead = Math.min(MOST_LOOKAHEAD, usual)
  const leastThreads = Math.min(2, cores)
  const pixelBytes =
    PIXEL_BYTES +
    leastThreads * THREAD_BYTES +
    lookahead * LOOKAHEAD_BYTES +
    references * REFERENCE_BYTES +
    (motion === 'compensate' ? MOVED_BYTES : 0)
  const fitting = Math.floor(MEMORY_BYTES / (PROCESS_BYTES + width * height * pixelBytes))
  const processes = Math.max(1, Math.min(cores, fitting))
  const threads = Math.max(leastThreads, Math.min(MOST_THREADS, Math.ceil(cores / processes)))
  return { processes, threads, lookahead }
}
