import { type Border, widthOf } from '../borders/Border.ts'
import type { Places } from '../borders/chooseGutters.ts'
import type { LineMaps } from '../lines/lineMaps.ts'
import { type LineProfile, lineProfile } from '../lines/lineProfile.ts'
import type { Division } from './Division.ts'
import { divideAxis } from './divideAxis.ts'
import { isFiner } from './isFiner.ts'
import { settleMargins } from './settleMargins.ts'

/** One axis as it is seen over the whole sheet, and what it is to be divided into. */
export interface Axis {
  profile: LineProfile
  borders: readonly Border[]
  cells: number | Places
}

/** A whole sheet, divided. */
export interface Fit {
  down: Division
  /** The columns of each row. */
  across: Division[]
  /** 0 to 1. */
  confidence: number
  /** Whether the rows were divided by themselves. */
  isByRow: boolean
}

/** Where rows do not line up, half of what is just outside of a gutter that they share is gutter too: then each row is looked at. */
const ALIGNED = 0.5
const CLEARER = 0.1
const WIDER = 1.25

/** Divides a sheet into rows and columns; rows that do not line up are divided one by one, with borders that `find` finds. */
export function fitAxes(maps: LineMaps, rows: Axis, columns: Axis, find: (profile: LineProfile) => Border[]): Fit {
  const rowsAlone = divideAxis(rows.profile, rows.borders, rows.cells)
  const joint = divideAxis(columns.profile, columns.borders, columns.cells, {
    profile: rows.profile,
    gutters: rowsAlone.gutters,
  })
  const down = divideAxis(rows.profile, rows.borders, rows.cells, { profile: columns.profile, gutters: joint.gutters })
  const apart =
    !isAligned(joint) && down.clearness > 0 && down.parts.length > 1
      ? divideRows(maps, down, joint, rows, columns, find)
      : []
  const isByRow = apart.length > 0 && isClearer(apart, joint)
  const across = isByRow ? apart : down.parts.map(() => joint)
  settleMargins([
    { division: down, length: rows.profile.lines },
    { division: joint, length: columns.profile.lines },
  ])
  const confidence = Math.min(down.clearness, ...across.map(({ clearness }) => clearness))
  const isOtherGrid = [down, ...across].some((division) => isFiner(division, confidence))
  return { down, across, confidence: isOtherGrid ? 0 : confidence, isByRow }
}

const isAligned = ({ gutters }: Division) =>
  gutters.every((gutter) => gutter && Math.min(gutter.low.near, gutter.high.near) >= ALIGNED)

function divideRows(
  { columns: map }: LineMaps,
  down: Division,
  joint: Division,
  rows: Axis,
  columns: Axis,
  find: (profile: LineProfile) => Border[],
): Division[] {
  const share = map.samples / rows.profile.lines
  return down.parts.map(({ from, to }) => {
    // A row of a wrong grid may be thinner than a sample.
    const first = Math.min(map.samples - 1, Math.ceil(from.at * share))
    const profile = lineProfile(map, 1, first, Math.max(first + 1, Math.floor(to.at * share)))
    const crossing = { profile: rows.profile, gutters: down.gutters }
    return withMargins(divideAxis(profile, find(profile), columns.cells, crossing), joint)
  })
}

/** Whether the rows by themselves show their gutters better: clearer ones, or as clear and wider than what the rows have in common. */
function isClearer(apart: readonly Division[], joint: Division): boolean {
  const width = ({ gutters }: Division) => gutters.reduce((sum, gutter) => sum + (gutter ? widthOf(gutter) : 0), 0)
  const clearness = Math.min(...apart.map((each) => each.clearness))
  if (clearness > joint.clearness + CLEARER) return true
  return clearness > joint.clearness - CLEARER / 2 && apart.every((each) => width(each) > WIDER * width(joint))
}

/** The rows of a sheet share its outer margins, which all of them together show best. */
function withMargins(division: Division, { parts: [first, ...others] }: Division): Division {
  const last = others.at(-1) ?? first
  const { parts } = division
  return {
    ...division,
    parts: parts.map(({ from, to }, i) => ({
      from: (i === 0 && first?.from) || from,
      to: (i === parts.length - 1 && last?.to) || to,
    })),
  }
}
