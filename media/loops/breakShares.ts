import { lines, stride } from './map'
import { step } from './stepsApart'

/** A jump is at least so many brightness steps and twice what the lines beside it change by. */
const STEP: i32 = 6
/** Every so many samples the green of one is looked at first, and where fewer than this share of them jump, no more. */
const GLANCE: i32 = 8
const FEW: f64 = 0.12
/** So many lines to either side are looked at. */
const BESIDE: i32 = 4

/**
 * Where a 32-bit share for each line is: of its `count` samples, those that jump there, over one px, or over three where the edge is
 * soft. The first line's first sample is at `first`.
 */
export function breakShares(first: usize, count: i32, parts: i32): usize {
  const shares = heap.alloc(lines * 4)
  memory.fill(shares, 0, lines * 4)
  for (let line = BESIDE; line < lines - BESIDE; line++) {
    store<f32>(shares + line * 4, shareOf(first + line * stride, count, parts) as f32)
  }
  return shares
}

/** A line is looked at in parts, and the one that jumps least counts as much as all of them. */
function shareOf(start: usize, count: i32, parts: i32): f64 {
  const glance = share(countGreenJumps(start + 1, start + count * 3), (count + GLANCE - 1) / GLANCE)
  if (glance < FEW) return glance
  let all = 0
  let least: f64 = 1
  for (let part = 0; part < parts; part++) {
    const from = Math.round(share(count * part, parts)) as i32
    const to = Math.round(share(count * (part + 1), parts)) as i32
    const jumps = countJumps(start + from * 3, start + to * 3)
    all += jumps
    least = min(least, share(jumps, to - from))
  }
  return (share(all, count) + least) / 2
}

function share(some: i32, all: i32): f64 {
  return (some as f64) / (all as f64)
}

/** How many of the samples that are glanced at jump in green, of which the first one's is at `start`. */
function countGreenJumps(start: usize, end: usize): i32 {
  let jumps = 0
  for (let at = start; at < end; at += 3 * GLANCE) {
    const above2 = at - 2 * stride
    const below = at + stride
    const sharp = changeOf(at, at - stride)
    if (sharp > STEP && sharp > 2 * changeOf(at - stride, above2) && sharp > 2 * changeOf(below, at)) {
      jumps++
      continue
    }
    const soft = changeOf(below, above2)
    if (soft <= STEP) continue
    if (soft > 2 * changeOf(above2, at - 4 * stride) && soft > 2 * changeOf(at + 3 * stride, below)) jumps++
  }
  return jumps
}

/** How many samples of a line, of which the first is at `start`, jump. */
function countJumps(start: usize, end: usize): i32 {
  let jumps = 0
  for (let at = start; at < end; at += 3) {
    const above2 = at - 2 * stride
    const below = at + stride
    const sharp = change(at, at - stride)
    if (sharp > STEP && sharp > 2 * change(at - stride, above2) && sharp > 2 * change(below, at)) {
      jumps++
      continue
    }
    const soft = change(below, above2)
    if (soft > STEP && soft > 2 * change(above2, at - 4 * stride) && soft > 2 * change(at + 3 * stride, below)) jumps++
  }
  return jumps
}

function changeOf(one: usize, other: usize): i32 {
  return abs(step(one, other, 0))
}

/** By how many steps the channel that changes most does, from one sample to another. */
function change(one: usize, other: usize): i32 {
  return max(max(abs(step(one, other, 0)), abs(step(one, other, 1))), abs(step(one, other, 2)))
}
