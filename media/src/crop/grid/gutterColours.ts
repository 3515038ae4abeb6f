import type { Border } from '../borders/Border.ts'
import type { LineProfile } from '../lines/lineProfile.ts'

/** What is known of the other axis: its gutters cross these. */
export interface Crossing {
  profile: LineProfile
  gutters: readonly (Border | undefined)[]
}

/** Brightness steps. */
const SAME_COLOUR = 10
/** Brightness steps from one gutter to another where they have a gradient. */
const GRADIENT = 45
/** Fainter gutters say nothing about the colour of others. */
export const CLEAR_GUTTER = 0.5

export const isClearBand = (gutter: Border | undefined): gutter is Border =>
  gutter?.kind === 'band' && gutter.clearness >= CLEAR_GUTTER

/** Whether a border has the colour of the gutters that it crosses, where it crosses them. */
export function hasColourOfCrossing(profile: LineProfile, border: Border, crossing: Crossing | undefined): boolean {
  if (!crossing || border.kind === 'break') return true
  return crossing.gutters.filter(isClearBand).every((gutter) => {
    const own = profile.colourAt(border.core, gutter.core, crossing.profile.lines)
    const its = crossing.profile.colourAt(gutter.core, border.core, profile.lines)
    return isAlike(own, its, SAME_COLOUR + border.tolerance + gutter.tolerance)
  })
}

/** Whether a border may belong to gutters that run the same way: of a gradient it has another part. */
export function hasColourLike(profile: LineProfile, border: Border, gutters: readonly (Border | undefined)[]): boolean {
  return gutters.filter(isClearBand).every((gutter) => {
    return isAlike(
      profile.colourAt(border.core, 1, 2),
      profile.colourAt(gutter.core, 1, 2),
      GRADIENT + border.tolerance,
    )
  })
}

export function isAlike(one: readonly number[], other: readonly number[], slack: number): boolean {
  return one.every((value, channel) => Math.abs(value - (other[channel] ?? 0)) <= slack)
}
