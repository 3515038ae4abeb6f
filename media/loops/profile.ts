import { breakShares } from './breakShares'
import { Histogram } from './Histogram'
import { isUneven } from './isUneven'
import { lines, stride } from './map'
import { ONE, OwnColours, WEIGHT_BITS } from './OwnColours'
import { samplesApart, stepsApart } from './stepsApart'

/** A line that spreads over more than this at every few samples is not looked at more closely. */
const NO_GUTTER: i32 = 40
const SKIP: i32 = 4

const counts: Histogram = new Histogram()

export function openProfile(from: i32, to: i32): OwnColours {
  return new OwnColours(from, to)
}

/** Where a byte for each line is: the steps within which seven eighths of its samples keep to its own colour. */
export function spreads(profile: OwnColours, every: i32): usize {
  const found = heap.alloc(lines)
  for (let line = 0; line < lines; line++) {
    const isLookedAt = line % every === 0 || !isUneven(profile.first + line * stride, profile.count)
    let spread = isLookedAt ? spreadOf(profile, line, SKIP) : 255
    if (spread <= NO_GUTTER) spread = spreadOf(profile, line, 1)
    store<u8>(found + line, spread)
  }
  return found
}

function spreadOf(profile: OwnColours, line: i32, step: i32): i32 {
  const counted = countSteps(profile, line, line, step)
  return counts.stepOf((7 * counted + 7) / 8 - 1)
}

export function breaks(profile: OwnColours, parts: i32): usize {
  return breakShares(profile.first, profile.count, parts)
}

export function apart(profile: OwnColours, line: i32, other: i32): i32 {
  const one = profile.of(line)
  const its = profile.of(other)
  return max(max(samplesApart(one, its), samplesApart(one + 3, its + 3)), samplesApart(one + 6, its + 6))
}

export function colourAt(profile: OwnColours, line: i32, sample: i32, channel: i32): f64 {
  const medians = profile.of(line) + channel
  const weights = profile.weights + max(0, min(profile.count - 1, sample)) * 6
  let sum = 0
  for (let third = 0; third < 3; third++) {
    sum += (load<i16>(weights + third * 2) as i32) * (load<u8>(medians + third * 3) as i32)
  }
  return (sum as f64) / (ONE as f64)
}

export function difference(profile: OwnColours, line: i32, like: i32, contrast: f64): f64 {
  const counted = countSteps(profile, line, like, 2)
  let sum = 0
  let below = 0
  for (let steps = 0; (steps as f64) < contrast; steps++) {
    sum += counts.of(steps) * steps
    below += counts.of(steps)
  }
  return ((sum as f64) / contrast + (counted as f64) - (below as f64)) / (counted as f64)
}

export function differing(profile: OwnColours, line: i32, like: i32, tolerance: i32): f64 {
  const counted = countSteps(profile, line, like, 1)
  let near = 0
  for (let steps = 0; steps <= tolerance; steps++) near += counts.of(steps)
  return 1 - (near as f64) / (counted as f64)
}

/** Counts by how many steps every `step`-th sample of `line` differs from the colour of the line `like`; returns how many there are. */
function countSteps(profile: OwnColours, line: i32, like: i32, step: i32): i32 {
  const medians = profile.of(like)
  const r0: i32 = load<u8>(medians)
  const g0: i32 = load<u8>(medians + 1)
  const b0: i32 = load<u8>(medians + 2)
  const r1: i32 = load<u8>(medians + 3)
  const g1: i32 = load<u8>(medians + 4)
  const b1: i32 = load<u8>(medians + 5)
  const r2: i32 = load<u8>(medians + 6)
  const g2: i32 = load<u8>(medians + 7)
  const b2: i32 = load<u8>(medians + 8)
  counts.clear()
  const start = profile.first + line * stride
  const end = start + profile.count * 3
  let weights = profile.weights
  for (let at = start; at < end; at += step * 3) {
    const a: i32 = load<i16>(weights)
    const b: i32 = load<i16>(weights + 2)
    const c: i32 = load<i16>(weights + 4)
    const red = (load<u8>(at) as i32) - ((a * r0 + b * r1 + c * r2) >> WEIGHT_BITS)
    const green = (load<u8>(at + 1) as i32) - ((a * g0 + b * g1 + c * g2) >> WEIGHT_BITS)
    const blue = (load<u8>(at + 2) as i32) - ((a * b0 + b * b1 + c * b2) >> WEIGHT_BITS)
    counts.add(stepsApart(red, green, blue))
    weights += step * 6
  }
  return (profile.count + step - 1) / step
}
