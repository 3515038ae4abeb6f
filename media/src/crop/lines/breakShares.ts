import type { LineMap } from './lineMaps.ts'

/** A jump is at least so many brightness steps and twice what the lines beside it change by. */
const STEP = 6

/**
 * For each line the share of samples, 0 to 1, that jump there: over one px, or over three where the edge is soft. The line is
 * looked at in `parts`, and the one that jumps least counts as much as all of them, for a bar or a horizon ends somewhere.
 */
export function breakShares({ lines, samples, data }: LineMap, parts: number, from: number, to: number): Float32Array {
  const shares = new Float32Array(lines)
  const stride = samples * 3
  const change = (at: number, back: number) =>
    Math.max(
      Math.abs((data[at] as number) - (data[at - back] as number)),
      Math.abs((data[at + 1] as number) - (data[at + 1 - back] as number)),
      Math.abs((data[at + 2] as number) - (data[at + 2 - back] as number)),
    )
  const jumps = (at: number) => {
    const sharp = change(at, stride)
    if (sharp > STEP && sharp > 2 * Math.max(change(at - stride, stride), change(at + stride, stride))) return true
    const soft = change(at + stride, 3 * stride)
    return soft > STEP && soft > 2 * Math.max(change(at - 2 * stride, 2 * stride), change(at + 3 * stride, 2 * stride))
  }
  for (let line = 4; line < lines - 4; line++) {
    let all = 0
    let least = 1
    for (let part = 0; part < parts; part++) {
      const first = from + Math.round(((to - from) * part) / parts)
      const last = from + Math.round(((to - from) * (part + 1)) / parts)
      let broken = 0
      for (let at = line * stride + first * 3; at < line * stride + last * 3; at += 3) if (jumps(at)) broken++
      all += broken
      least = Math.min(least, broken / (last - first))
    }
    shares[line] = (all / (to - from) + least) / 2
  }
  return shares
}
