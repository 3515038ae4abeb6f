import { type Border, isCertain } from '../borders/Border.ts'
import type { LineProfile } from '../lines/lineProfile.ts'

/** What is known of one axis. */
export interface AxisEvidence {
  profile: LineProfile
  bands: readonly Border[]
  cells: number
}

/**
 * That a picture of a regular grid begins or ends at `at` px, which is `even` px, plus the gutter's width times `gutter`, plus the
 * margin's times `margin`.
 */
export interface Equation {
  axis: number
  side: 'from' | 'to'
  /** Row or column, from 0. */
  part: number
  at: number
  even: number
  gutter: number
  margin: number
  /** How much the picture differs from the gutter there, 0 to 1. */
  weight: number
  border?: Border | undefined
}

/** The two widths, in px. */
export interface Widths {
  gutter: number
  margin: number
}

/** How far a side may be from its place in even parts without gutters, as a share of a part. */
const REACH = 0.3
/** Where no margin can be seen the pictures go to the edge, or their backdrop does: a weak sign. */
const EDGE_WEIGHT = 0.3

/** All sides that the bands of one axis show for certain, each as the side that it may be. */
export function equationsOf({ bands, profile, cells }: AxisEvidence, axis: number): Equation[] {
  const length = profile.lines
  const found: Equation[] = []
  const add = (side: 'from' | 'to', at: number, weight: number, border?: Border) => {
    const step = side === 'from' ? 0 : 1
    const place = (at / length) * cells - step
    const part = Math.round(place)
    if (part < 0 || part >= cells || Math.abs(place - part) > REACH) return
    if (found.some((each) => each.side === side && Math.abs(each.at - at) <= 2)) return
    // With w for the size of a part: length = cells · w + (cells − 1) · gutter + 2 · margin, solved for w.
    const even = ((part + step) * length) / cells
    const margin = 1 - (2 * (part + step)) / cells
    const gutter = (part - step * (cells - 1)) / cells
    found.push({ axis, side, part, at, even, margin, gutter, weight, border })
  }
  for (const border of [...bands].sort((a, b) => b.clearness - a.clearness)) {
    if (border.end < length - 3 && isCertain(border.high)) add('from', border.end + 1, border.high.near, border)
    if (border.start > 2 && isCertain(border.low)) add('to', border.start, border.low.near, border)
  }
  if (!bands.some(({ start }) => start <= 2)) add('from', 0, EDGE_WEIGHT)
  if (!bands.some(({ end }) => end >= length - 3)) add('to', length, EDGE_WEIGHT)
  return found
}

/** The widths that satisfy both equations, if they say something different. */
export function solve(a: Equation, b: Equation): Widths | undefined {
  const determinant = a.gutter * b.margin - b.gutter * a.margin
  if (Math.abs(determinant) < 0.05) return undefined
  const [ra, rb] = [a.at - a.even, b.at - b.even]
  return {
    gutter: (ra * b.margin - rb * a.margin) / determinant,
    margin: (a.gutter * rb - b.gutter * ra) / determinant,
  }
}

/** By how many px the widths miss an equation. */
export const missOf = (each: Equation, { gutter, margin }: Widths) =>
  Math.abs(each.even + each.gutter * gutter + each.margin * margin - each.at)
