/** Frames per second that clips and films come with. */
const RATES = [24, 25, 30, 50, 60]

/** The rate whose frames follow each other at the least of these gaps, s; null while there are none: a busy machine leaves frames out. */
export function rateOf(gaps: number[]): number | null {
  const least = Math.min(...gaps.filter((gap) => gap > 0))
  if (!Number.isFinite(least)) return null
  return RATES.reduce((best, rate) => (Math.abs(1 / rate - least) < Math.abs(1 / best - least) ? rate : best))
}

/** The middle of the frame so many frames on, s: a time on the border of two would show one or the other. */
export function frameAfter(time: number, frames: number, rate: number, duration: number): number {
  const last = Math.max(0, Math.round(duration * rate) - 1)
  const target = Math.floor(time * rate + 1e-6) + frames
  return (Math.min(Math.max(target, 0), last) + 0.5) / rate
}
