import { type Border, isCertain } from '../borders/Border.ts'
import { chooseGutters, evenPlaces, type Places } from '../borders/chooseGutters.ts'
import type { LineProfile } from '../lines/lineProfile.ts'
import type { Division, Side } from './Division.ts'
import { CLEAR_GUTTER, type Crossing, hasColourLike, hasColourOfCrossing, isClearBand } from './gutterColours.ts'

/** What the clearness of a band is worth if it has another colour than the gutters that cross it. */
const OTHER_COLOUR = 0.5
/** A wider margin than this share of the sheet is none. */
const WIDEST_MARGIN = 1 / 3

/** Divides the profile's lines by the borders that were found, into even cells or at given places; margins are left out. */
export function divideAxis(
  profile: LineProfile,
  found: readonly Border[],
  cells: number | Places,
  crossing?: Crossing,
): Division {
  const length = profile.lines
  const fits = (border: Border) => hasColourOfCrossing(profile, border, crossing)
  const borders = found.map((each) => (fits(each) ? each : { ...each, clearness: each.clearness * OTHER_COLOUR }))
  const places = (from: number, to: number) => (typeof cells === 'number' ? evenPlaces(from, to, cells) : cells)

  const inner = chooseGutters(profile, borders, places(0, length))
  const margins = crossing?.gutters.some(isClearBand)
    ? borders.filter(fits)
    : borders.filter((border) => hasColourLike(profile, border, inner))
  const from = marginSide(
    margins.filter(({ start }) => start <= 2),
    inner,
    'high',
    length,
  )
  const to = marginSide(
    margins.filter(({ end }) => end >= length - 3),
    inner,
    'low',
    length,
  )

  const gutters = chooseGutters(profile, borders, places(from.certain ? from.at : 0, to.certain ? to.at : length))
  const starts = [from, ...gutters.map((gutter) => gutterSide(gutter, 'high'))]
  const ends = [...gutters.map((gutter) => gutterSide(gutter, 'low')), to]
  return {
    borders,
    gutters,
    parts: starts.map((start, i) => ({ from: start, to: ends[i] ?? to })),
    clearness: Math.min(1, ...gutters.map((gutter) => gutter?.clearness ?? 0)),
  }
}

/** Where the pictures begin or end beside the clearest of some margins; at the sheet's edge if there is none. */
function marginSide(
  margins: readonly Border[],
  gutters: readonly (Border | undefined)[],
  end: 'low' | 'high',
  length: number,
): Side {
  // A margin that needs far more tolerance than the gutters is a dark or plain part of the pictures.
  const tolerances = gutters.filter(isClearBand).map(({ tolerance }) => 2 * tolerance + 3)
  const most = tolerances.length > 0 ? Math.max(...tolerances) : 255
  const [margin] = margins
    .filter(({ kind, tolerance }) => kind === 'band' && tolerance <= most)
    .filter((band) => band.end - band.start < length * WIDEST_MARGIN)
    .sort((a, b) => b.clearness - a.clearness)
  if (!margin) return { at: end === 'high' ? 0 : length, certain: true, outermost: true }
  const side = gutterSide(margin, end)
  return { ...side, certain: side.certain && margin.clearness >= CLEAR_GUTTER }
}

function gutterSide(gutter: Border | undefined, end: 'low' | 'high'): Side {
  if (!gutter) return { at: 0, certain: false }
  const at = end === 'high' ? gutter.end + 1 : gutter.start
  if (gutter.kind === 'break') return { at, certain: true }
  return { at, certain: isCertain(gutter[end]), gutter }
}
