import { table } from '../shared/report.ts'
import type { Shot, Times } from './runShoot.ts'

/** Times its critical path that a shoot may take. */
export const LIMIT = 1.1

/** The tools that wait for a provider. */
const PAID = ['generate_hero', 'generate_contact_sheet', 'generate_clips']

/** Three shoots that differ in how many clips are made at a time, or in that their providers take no time. */
export type Shots = { instant: Shot; together: Shot; inTurn: Shot }

/**
 * The critical path, ms: a whole shoot whose providers take no time, and what they were told to take. It is measured apart, so that
 * time which a shoot loses to its providers counts against it wherever it is lost, in a tool or between two.
 */
function pathMs({ hero, sheet, clip }: Times, instant: Shot): number {
  return instant.wallMs + hero + sheet + clip
}

/** What a shoot takes for each ms of its critical path. */
export function ratio(times: Times, { instant, together }: Shots): number {
  return together.wallMs / pathMs(times, instant)
}

/** Where the time of a shoot goes whose providers take none, ms. */
function partsOf({ wallMs, tools }: Shot) {
  const took = (isMeant: (name: string) => boolean) =>
    Object.entries(tools).reduce((sum, [name, ms]) => (isMeant(name) ? sum + ms : sum), 0)
  const isPaid = (name: string) => PAID.includes(name)
  return { paid: took(isPaid), local: took((name) => !isPaid(name)), director: wallMs - took(() => true) }
}

/** The figures of the three shoots. */
export function describeShoots(factor: number, times: Times, shots: Shots): string {
  const { instant, together, inTurn } = shots
  const { paid, local, director } = partsOf(instant)
  const path = pathMs(times, instant)
  const [hero, sheet, clip] = [times.hero, times.sheet, times.clip].map((ms) => (ms * factor) / 1000)
  return `A shoot with nothing to approve, from the first word to the film. The image service takes ${hero} s for the hero and ${sheet} s for the sheet, the clip
service ${clip} s for each clip, all divided by ${factor}; what is local is not.

The critical path is a shoot of its own, measured in the same run with providers that take no time, from the first word to the film, and to it the times that the
stand-ins were told to take, one after the other: one hero, one sheet, one clip. What a shoot takes beyond is lost to its providers, in a tool or between two. What every shoot loses,
however fast its providers, is within the path, and so is the stand-ins' own drawing and filming, which a slower service hides: the third row of its parts has both. By as much the
path may be too long, and the ratio too low, even below 1.

${table([
  ['the critical path', ''],
  ['the director, and all else between tools', seconds(director)],
  ['local tools: sheet into frames, clips into film', seconds(local)],
  ['tools whose provider takes no time: sending, drawing and filming, asking, loading, storing', seconds(paid)],
  ['hero and sheet at the image service', seconds(times.hero + times.sheet)],
  ['one clip at the clip service', seconds(times.clip)],
  ['together', seconds(path)],
])}

${table([
  ['', 'all clips at a time', 'one clip at a time'],
  ['wall clock', seconds(together.wallMs), seconds(inTurn.wallMs)],
  ['of it beyond the critical path', seconds(together.wallMs - path), seconds(inTurn.wallMs - path)],
])}

${table([
  ['ratio', '', 'limit'],
  ['wall clock, all clips at a time : the critical path', ratio(times, shots).toFixed(2), LIMIT.toFixed(2)],
  ['wall clock, one clip at a time : all at a time', (inTurn.wallMs / together.wallMs).toFixed(2), ''],
])}`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
