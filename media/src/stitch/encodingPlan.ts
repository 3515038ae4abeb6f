import { basename } from 'node:path'
import { MAX_ALLOCATION } from '../ffmpeg/filePath.ts'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import type { ClipProbe } from '../probe/probeClip.ts'
import { clipMemory, presetFrames } from './clipMemory.ts'
import type { ProbedClip } from './probeClips.ts'
import type { FilmSettings } from './stitchOptions.ts'

export interface ClipPlan {
  /** Of the process's decoder, filters and encoder. */
  threads: number
  /** Frames that x264 looks ahead. */
  lookahead: number
}

export interface PlannedClip extends ProbedClip {
  plan: ClipPlan
}

export interface EncodingPlan {
  /** FFmpeg processes that run at the same time. */
  processes: number
  /** In the film's order. */
  clips: PlannedClip[]
}

/** What all processes may hold together where there are several: 900 MB at 1080p less what Node itself takes. */
const SHARED_BYTES = 850e6
/** What one process may hold alone: 4K with the preset medium. */
const MOST_BYTES = 1.6e9
/** With more, the start of each clip, where there is only one frame to work on, weighs more than is gained. */
const MOST_THREADS = 3
/** Above it, x264 takes 65 MB more a process at 1080p for a hundredth in size at the same likeness. */
export const MOST_LOOKAHEAD = 20
/** Costs a few hundredths in size at the same likeness. */
const SHORT_LOOKAHEAD = 10
/** minterpolate wants one piece of memory of 128 bytes for each pixel. */
const MOST_MOVED_PIXELS = MAX_ALLOCATION / 128

/**
 * How clips are encoded on a machine: as many processes as the memory bears, most with two threads at least, so that no core idles
 * while the last clip is made. What is too large for that gets a shorter lookahead and then a single thread. The plan of a clip
 * does not depend on the film's other clips: x264's output depends on its threads, and the same clip shall become the same
 * bytes in every film.
 *
 * @param cores that this process may use
 * @throws MediaError `tooLarge`, which names the clip
 */
export function encodingPlan(
  clips: readonly ProbedClip[],
  film: Size,
  settings: Pick<FilmSettings, 'preset' | 'motion' | 'loop'>,
  cores: number,
): EncodingPlan {
  const planned = clips.map((clip, index) => {
    const isSeam = settings.loop && index === clips.length - 1
    return { clip, ...planClip(clip, isSeam ? clips[0] : undefined, film, settings, cores) }
  })
  const largest = planned.map(({ bytes }) => bytes).sort((a, b) => b - a)
  const fitting = largest.slice(0, cores).filter((_, at) => sum(largest.slice(0, at + 1)) <= SHARED_BYTES)
  return { processes: Math.max(1, fitting.length), clips: planned.map(({ clip, plan }) => ({ ...clip, plan })) }
}

function planClip(
  { file, probe }: ProbedClip,
  seam: ProbedClip | undefined,
  film: Size,
  { preset, motion }: Pick<FilmSettings, 'preset' | 'motion'>,
  cores: number,
): { plan: ClipPlan; bytes: number } {
  const { storedWidth, storedHeight } = probe
  if (motion === 'compensate' && storedWidth * storedHeight > MOST_MOVED_PIXELS) {
    throw new MediaError(
      'tooLarge',
      `${basename(file)} is ${storedWidth}×${storedHeight}; motion is compensated in clips of up to 1920×1088.`,
      'Use the motion blend, or scale the clip down first.',
    )
  }
  const usual = Math.min(MOST_LOOKAHEAD, presetFrames[preset].lookahead)
  const bytesOf = (decoded: readonly ClipProbe[], plan: ClipPlan) =>
    clipMemory({ decoded, film, preset, motion, ...plan })
  const bytes = (plan: ClipPlan) => bytesOf(seam ? [probe, seam.probe] : [probe], plan)
  const threads = threadsOf(
    cores,
    (each) => bytesOf([probe], { threads: each, lookahead: usual }),
    (each) => bytes({ threads: each, lookahead: usual }),
  )
  const short = Math.min(SHORT_LOOKAHEAD, usual)
  const least = { threads: 1, lookahead: 0 }
  const wanted = [{ threads, lookahead: usual }, { threads, lookahead: short }, { threads: 1, lookahead: short }, least]
  const plan = wanted.find((each) => bytes(each) <= MOST_BYTES)
  if (plan) return { plan, bytes: bytes(plan) }
  const gigabytes = (number: number) => `${(number / 1e9).toFixed(1)} GB`
  throw new MediaError(
    'tooLarge',
    `${basename(file)} (${storedWidth}×${storedHeight}) would take ${gigabytes(bytes(least))} of memory in a film of ${film.width}×${film.height}; at most ${gigabytes(MOST_BYTES)} are taken.`,
    'Make a smaller film: scale the clips to 3840×2160 or less first.',
  )
}

/**
 * The threads of a clip's process: its share of the cores beside as many processes like it as the memory bears, fewer where those threads
 * would be too much for it. The end of a loop takes more than its clip does; one thread may let it run beside others all the same.
 *
 * @param plain bytes that the clip takes with so many threads
 * @param own the same for the clip with what it dissolves into
 */
function threadsOf(cores: number, plain: (threads: number) => number, own: (threads: number) => number): number {
  const least = Math.min(2, cores)
  const together = Math.min(cores, Math.max(1, Math.floor(SHARED_BYTES / plain(least))))
  const share = Math.max(least, Math.min(MOST_THREADS, Math.ceil(cores / together)))
  if (together === 1) return share
  const upTo = (most: number) => Array.from({ length: most }, (_, i) => most - i)
  const beside = upTo(share).find((threads) => together * plain(threads) <= SHARED_BYTES) ?? least
  const free = SHARED_BYTES - (together - 1) * plain(beside)
  return upTo(beside).find((threads) => own(threads) <= free) ?? beside
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
