import type { LineProfile } from '../lines/lineProfile.ts'
import { type Border, widthOf } from './Border.ts'

/** Where gutters are looked for. */
export interface Places {
  /** In px. */
  at: readonly number[]
  /** Size of a cell in px, gutters included. */
  pitch: number
  /** How far from its place a gutter may be, as a share of a cell. */
  reach: { band: number; break: number }
}

/** What a border loses for every doubling of its width against the clearest one's, and at most. */
const OTHER_WIDTH = 0.12
const MOST_OTHER_WIDTH = 0.24
/** Wider than this share of a cell is no gutter, even with writing in it. */
const WIDEST = 0.4
/** What it loses for being a cell away. */
const AWAY = 0.5
/** A gutter between keylines is preferred to those lines. */
const KEYLINED = 0.15
/** Parts of one gutter are apart by at most this share of a cell, and have one colour in brightness steps. */
const PARTED = 0.05
const SAME_COLOUR = 6
const NEARLY_AS_CLEAR = 0.5

/** The places where gutters divide the lines `from` up to `to` into even cells. */
export function evenPlaces(from: number, to: number, cells: number): Places {
  const pitch = (to - from) / cells
  const at = Array.from({ length: cells - 1 }, (_, k) => from + (k + 1) * pitch)
  // Pictures that touch are nearly of one size.
  return { at, pitch, reach: { band: 0.3, break: 0.12 } }
}

/**
 * The clearest border near each place. The gutters of a sheet are of like width.
 *
 * @returns undefined at the places where there is none
 */
export function chooseGutters(
  profile: LineProfile,
  borders: readonly Border[],
  places: Places,
): (Border | undefined)[] {
  const first = places.at.map((place) => choose(profile, borders, place, places, undefined))
  let clearest: Border | undefined
  for (const border of first) if (border && border.clearness > (clearest?.clearness ?? 0)) clearest = border
  if (!clearest) return first
  const width = widthOf(clearest)
  return places.at.map((place) => choose(profile, borders, place, places, width))
}

function choose(
  profile: LineProfile,
  borders: readonly Border[],
  place: number,
  { pitch, reach }: Places,
  width: number | undefined,
): Border | undefined {
  const away = (border: Border) => Math.abs((border.start + border.end) / 2 - place) / pitch
  const otherWidth = (border: Border) =>
    width ? Math.min(MOST_OTHER_WIDTH, OTHER_WIDTH * Math.abs(Math.log2(widthOf(border) / width))) : 0
  const worth = (border: Border) =>
    border.clearness + (border.keylined ? KEYLINED : 0) - AWAY * away(border) - otherWidth(border)
  const near = borders.filter((border) => away(border) < reach[border.kind] && widthOf(border) < WIDEST * pitch)
  const [best] = near.map((border) => ({ border, worth: worth(border) })).sort((a, b) => b.worth - a.worth)
  if (best?.border.kind !== 'band' || best.border.keylined) return best?.border
  return widestPart(profile, near, best.border, pitch)
}

/** A keyline divides a gutter into parts of one colour: the widest stands for it. */
function widestPart(profile: LineProfile, near: readonly Border[], best: Border, pitch: number): Border {
  const isPart = (other: Border) =>
    other.clearness >= NEARLY_AS_CLEAR * best.clearness &&
    Math.max(other.start - best.end, best.start - other.end) < PARTED * pitch &&
    profile.apart(other.core, best.core) <= SAME_COLOUR + best.tolerance
  return near.reduce((widest, each) => (widthOf(each) > widthOf(widest) && isPart(each) ? each : widest), best)
}
