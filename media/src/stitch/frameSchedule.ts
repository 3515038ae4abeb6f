import type { Easing } from '../curve/easing.ts'

/** What one output frame is made of: source frame `base`, with a share of the source frame after it mixed in. */
export interface FramePick {
  base: number
  next: number
  /** Share of `next`, 0 (only `base`) to 1 (only `next`). */
  weight: number
}

/**
 * For every output frame, the source frames that it shows.
 *
 * Output frame i of n is seen at the share i/n of the output's time; the easing turns that into a share of the time from
 * the first source frame to the last (not of the container's duration, which may be longer and would freeze the end).
 * Where the clip passes slower than one source frame from this output frame to either of its neighbours, two source frames
 * are mixed by their nearness in time, so that the picture moves at every step; where it passes faster, the nearest frame is
 * shown as it is, since mixing would only smear it. Indices never fall from one output frame to the next.
 *
 * @param times presentation times of the source frames in seconds, rising
 * @param curve the speed curve
 * @param frames number of output frames, 1 or more
 */
export function frameSchedule(times: readonly number[], curve: Easing, frames: number): FramePick[] {
  const last = times.length - 1
  const first = times[0] ?? 0
  const span = (times[last] ?? 0) - first
  const position = (i: number) => positionAt(times, first + curve.at(i / frames) * span)

  return Array.from({ length: frames }, (_, i) => {
    const here = position(i)
    const base = Math.min(last, Math.floor(here))
    const before = i > 0 ? here - position(i - 1) : Number.POSITIVE_INFINITY
    const step = Math.min(before, position(i + 1) - here)
    return { base, next: Math.min(last, base + 1), weight: step < 1 ? here - base : Math.round(here - base) }
  })
}

/** Where `time` (s) lies among the frames: 3.25 is a quarter of the way from frame 3 to frame 4. */
function positionAt(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= time) low = middle
    else high = middle
  }
  const from = times[low] ?? 0
  const to = times[high] ?? 0
  return to > from ? low + ((time - from) / (to - from)) * (high - low) : low
}
