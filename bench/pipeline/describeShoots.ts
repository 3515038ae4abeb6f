import { table } from '../shared/report.ts'
import type { Shot, Times } from './runShoot.ts'

/** Times its critical path that a shoot may take. */
export const LIMIT = 1.1

/** The tools that wait for a provider. */
const PAID = ['generate_hero', 'generate_contact_sheet', 'generate_clips']

/**
 * The parts of a shoot, ms, which come one after the other. What its paid tools take beyond the providers' own time is lost; all else
 * is its critical path.
 */
function partsOf({ hero, sheet, clip }: Times, { wallMs, tools }: Shot) {
  const took = (isMeant: (name: string) => boolean) =>
    Object.entries(tools).reduce((sum, [name, ms]) => (isMeant(name) ? sum + ms : sum), 0)
  const providers = hero + sheet + clip
  return {
    providers,
    local: took((name) => !PAID.includes(name)),
    director: wallMs - took(() => true),
    lost: took((name) => PAID.includes(name)) - providers,
  }
}

/** What a shoot takes for each ms of its critical path. */
export function ratio(times: Times, shot: Shot): number {
  return shot.wallMs / (shot.wallMs - partsOf(times, shot).lost)
}

/** The figures of two shoots that differ in how many clips are made at a time. */
export function describeShoots(factor: number, times: Times, together: Shot, inTurn: Shot): string {
  const [parts, others] = [partsOf(times, together), partsOf(times, inTurn)]
  const row = (name: string, one: number, other: number) => [name, seconds(one), seconds(other)]
  const [hero, sheet, clip] = [times.hero, times.sheet, times.clip].map((ms) => (ms * factor) / 1000)
  return `A shoot with nothing to approve, from the first word to the film. The image service takes ${hero} s for the hero and ${sheet} s for the sheet, the clip
service ${clip} s for each clip, all divided by ${factor}; what is local is not. The critical path is the first four rows: what no shoot can do without, one after the other.

${table([
  ['', 'all clips at a time', 'one clip at a time'],
  row('hero and sheet at the image service', times.hero + times.sheet, times.hero + times.sheet),
  row('one clip at the clip service', times.clip, times.clip),
  row('the director', parts.director, others.director),
  row('local tools: sheet into frames, clips into film', parts.local, others.local),
  row(
    'all else: sending, asking how it stands, loading, storing, and clips that wait for others',
    parts.lost,
    others.lost,
  ),
  row('wall clock', together.wallMs, inTurn.wallMs),
])}

${table([
  ['ratio', '', 'limit'],
  ['wall clock, shoot : its critical path', ratio(times, together).toFixed(2), LIMIT.toFixed(2)],
  ['wall clock, one clip at a time : all at a time', (inTurn.wallMs / together.wallMs).toFixed(2), ''],
])}`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
