import { table } from '../shared/report.ts'
import type { Shot, Times } from './runShoot.ts'

/** Times its critical path that a shoot may take. */
export const LIMIT = 1.1

/** The tools that wait for a provider. */
const PAID = ['generate_hero', 'generate_contact_sheet', 'generate_clips']

/** Three shoots that differ in how many clips are made at a time, or in that their providers take no time. */
export type Shots = { instant: Shot; together: Shot; inTurn: Shot }

/**
 * The critical path, ms: what a shoot whose providers take no time spends outside of them, and what the providers were told to take.
 * It is measured apart, so that whatever else a shoot spends on its providers, in a tool or between two, counts against it.
 */
function pathMs({ hero, sheet, clip }: Times, instant: Shot): number {
  const { local, director } = partsOf(instant)
  return director + local + hero + sheet + clip
}

/** What a shoot takes for each ms of its critical path. */
export function ratio(times: Times, { instant, together }: Shots): number {
  return together.wallMs / pathMs(times, instant)
}

/** Where the time of a shoot goes whose providers take none, ms. */
function partsOf({ wallMs, tools }: Shot) {
  const took = (isMeant: (name: string) => boolean) =>
    Object.entries(tools).reduce((sum, [name, ms]) => (isMeant(name) ? sum + ms : sum), 0)
  return { local: took((name) => !PAID.includes(name)), director: wallMs - took(() => true) }
}

/** The figures of the three shoots. */
export function describeShoots(factor: number, times: Times, shots: Shots): string {
  const { instant, together, inTurn } = shots
  const { local, director } = partsOf(instant)
  const path = pathMs(times, instant)
  const [hero, sheet, clip] = [times.hero, times.sheet, times.clip].map((ms) => (ms * factor) / 1000)
  return `A shoot with nothing to approve, from the first word to the film. The image service takes ${hero} s for the hero and ${sheet} s for the sheet, the clip
service ${clip} s for each clip, all divided by ${factor}; what is local is not.

The critical path is what the providers were told to take, one after the other (one hero, one sheet, one clip), and what the director and the local tools take, which is measured in
the same run in a shoot whose providers take no time. All else is lost: sending pictures, asking whether they are done, loading and storing them, waiting for a place.

${table([
  ['the critical path', ''],
  ['the director, and all else between tools', seconds(director)],
  ['local tools: sheet into frames, clips into film', seconds(local)],
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
