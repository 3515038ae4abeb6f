import type { Box } from '../../geometry/Box.ts'
import type { Picture } from '../../probe/openPicture.ts'
import { findHeads, type Head } from './findHeads.ts'
import type { Plane } from './Plane.ts'
import { readCues } from './readCues.ts'
import { standOut } from './standOut.ts'

/** Where a head's middle should come to lie, as a share of the window: amid its width, above the middle of its height. */
const AIM = { across: 0.5, down: 0.4 }
/** What the rest of the subject, the head's place, air around it and the picture's own middle count for, against 1 for a whole head. */
const WEIGHT = { subject: 0.6, aim: 0.5, air: 0.1, middle: 0.02 }
/** Scores differ more than they are sure of: the odds are of so much of the difference. */
const SURENESS = 0.7
/** Air that a head wants at either side, as a share of its width. */
const AIR = 0.12

/**
 * Where a window of this size (px of the upright picture, as wide or as high as it) shows most of what matters: the place with the best
 * expectation over all that may be the head, each by its odds, then the rest of what stands out.
 */
export async function placeWindow(picture: Picture, width: number, height: number): Promise<Box> {
  const whole = picture.metadata.autoOrient
  if (width >= whole.width && height >= whole.height) return { left: 0, top: 0, width, height }
  const cues = await readCues(picture)
  const standing = standOut(cues)
  const heads = findHeads(cues, standing)
  const scale = whole.width / standing.width
  const slides = whole.width - width > whole.height - height
  const { width: across, height: down } = standing
  const start = slides
    ? bestStart(
        stretches(heads, 'x', 'width'),
        profile(standing, cues.skin, across, (i) => i % across),
        width / scale,
        AIM.across,
      )
    : bestStart(
        stretches(heads, 'y', 'height'),
        profile(standing, cues.skin, down, (i) => Math.floor(i / across)),
        height / scale,
        AIM.down,
      )
  const place = (share: number, room: number) => Math.min(room, Math.round(share * scale))
  return {
    left: slides ? place(start, whole.width - width) : (whole.width - width) >> 1,
    top: slides ? (whole.height - height) >> 1 : place(start, whole.height - height),
    width,
    height,
  }
}

/** A head along the way that the window slides: from, to, and the share of all odds that it has. */
interface Stretch {
  from: number
  to: number
  odds: number
}

function stretches(heads: readonly Head[], middle: 'x' | 'y', size: 'width' | 'height'): Stretch[] {
  const odds = oddsOf(heads)
  return heads.map((head, i) => ({
    from: head[middle] - head[size] / 2,
    to: head[middle] + head[size] / 2,
    odds: odds[i] ?? 0,
  }))
}

/**
 * The odds of each head. A head is found at several sizes and a little aside too, each with a part of its odds, so those less than a
 * width apart speak for one another; what stands alone is more often no head.
 */
function oddsOf(heads: readonly Head[]): number[] {
  const best = heads[0]?.score ?? 0
  const alone = heads.map(({ score }) => Math.exp(SURENESS * (score - best)))
  const isNear = (one: Head, other: Head) =>
    Math.hypot(one.x - other.x, one.y - other.y) < Math.max(one.width, other.width)
  const supported = heads.map((head, i) => {
    const around = alone.filter((_, j) => isNear(head, heads[j] as Head))
    return (alone[i] as number) * sum(around)
  })
  const all = sum(supported)
  return supported.map((each) => each / all)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}

/** Share of all that stands out, skin above all, that lies before each line of the way. */
function profile(standing: Plane, skin: Plane, length: number, lineOf: (i: number) => number): Float64Array {
  const before = new Float64Array(length + 1)
  for (let i = 0; i < standing.values.length; i++) {
    const line = lineOf(i) + 1
    before[line] = (before[line] as number) + (standing.values[i] as number) * (0.6 + 0.8 * (skin.values[i] as number))
  }
  for (let line = 1; line <= length; line++) before[line] = (before[line] as number) + (before[line - 1] as number)
  const all = Math.max(1e-6, before[length] as number)
  return before.map((sum) => sum / all)
}

function bestStart(heads: readonly Stretch[], before: Float64Array, window: number, aim: number): number {
  const length = before.length - 1
  let best = { start: 0, worth: Number.NEGATIVE_INFINITY }
  for (let start = 0; start <= length - window + 0.5; start++) {
    const end = start + window
    let worth = -WEIGHT.middle * Math.abs((start + window / 2) / length - 0.5)
    for (const { from, to, odds } of heads) {
      const seen = Math.max(0, Math.min(to, end) - Math.max(from, start)) / (to - from)
      const air = Math.min(1, Math.max(0, Math.min(from - start, end - to)) / (AIR * (to - from)))
      const off = Math.abs((from + to) / 2 - start - aim * window) / (window / 2)
      worth += odds * (seen ** 4 + WEIGHT.air * air + WEIGHT.aim * (1 - off))
    }
    const last = Math.min(length, Math.round(end))
    worth += WEIGHT.subject * ((before[last] as number) - (before[start] as number))
    if (worth > best.worth) best = { start, worth }
  }
  return best.start
}
