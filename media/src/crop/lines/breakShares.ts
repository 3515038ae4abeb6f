import type { LineMap } from './lineMaps.ts'

/** A jump is at least so many brightness steps and twice what the lines beside it change by. */
const STEP = 6
/** Every so many samples the green of one is looked at first, and where fewer than this share of them jump, no more. */
const GLANCE = 8
const FEW = 0.12

/**
 * For each line the share of samples, 0 to 1, that jump there: over one px, or over three where the edge is soft. The line is
 * looked at in `parts`, and the one that jumps least counts as much as all of them, for a bar or a horizon ends somewhere.
 */
export function breakShares({ lines, samples, data }: LineMap, parts: number, from: number, to: number): Float32Array {
  const shares = new Float32Array(lines)
  const stride = samples * 3
  const seen = Math.ceil((to - from) / GLANCE)
  for (let line = 4; line < lines - 4; line++) {
    const glance = countGreenJumps(data, line * stride + from * 3 + 1, line * stride + to * 3, stride) / seen
    if (glance < FEW) {
      shares[line] = glance
      continue
    }
    let all = 0
    let least = 1
    for (let part = 0; part < parts; part++) {
      const first = from + Math.round(((to - from) * part) / parts)
      const last = from + Math.round(((to - from) * (part + 1)) / parts)
      const broken = countJumps(data, line * stride + first * 3, line * stride + last * 3, stride)
      all += broken
      least = Math.min(least, broken / (last - first))
    }
    shares[line] = (all / (to - from) + least) / 2
  }
  return shares
}

/** How many of the samples that are glanced at jump in green, of which the first one's is at `start`. */
function countGreenJumps(data: Uint8Array, start: number, end: number, stride: number): number {
  let jumps = 0
  for (let at = start; at < end; at += 3 * GLANCE) {
    const here = data[at] as number
    const above = data[at - stride] as number
    const above2 = data[at - 2 * stride] as number
    const below = data[at + stride] as number
    const sharp = here > above ? here - above : above - here
    if (sharp > STEP && sharp > 2 * Math.abs(above - above2) && sharp > 2 * Math.abs(below - here)) {
      jumps++
      continue
    }
    const soft = below > above2 ? below - above2 : above2 - below
    if (soft <= STEP) continue
    const above4 = data[at - 4 * stride] as number
    const below3 = data[at + 3 * stride] as number
    if (soft > 2 * Math.abs(above2 - above4) && soft > 2 * Math.abs(below3 - below)) jumps++
  }
  return jumps
}

/** How many samples of a line, of which the first is at `start`, jump. */
function countJumps(data: Uint8Array, start: number, end: number, stride: number): number {
  let jumps = 0
  for (let at = start; at < end; at += 3) {
    const sharp = change(data, at, at - stride)
    if (
      sharp > STEP &&
      sharp > 2 * change(data, at - stride, at - 2 * stride) &&
      sharp > 2 * change(data, at + stride, at)
    ) {
      jumps++
      continue
    }
    const soft = change(data, at + stride, at - 2 * stride)
    if (
      soft > STEP &&
      soft > 2 * change(data, at - 2 * stride, at - 4 * stride) &&
      soft > 2 * change(data, at + 3 * stride, at + stride)
    )
      jumps++
  }
  return jumps
}

/** By how many steps the channel that changes most does, from one sample to another. */
function change(data: Uint8Array, one: number, other: number): number {
  const red = (data[one] as number) - (data[other] as number)
  const green = (data[one + 1] as number) - (data[other + 1] as number)
  const blue = (data[one + 2] as number) - (data[other + 2] as number)
  const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
  const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue
  return most > -least ? most : -least
}
