import { PAGE_LIMITS } from '../../studio/pageLimits.ts'
import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import type { Frames } from './countFrames.ts'
import type { Load } from './measureLoad.ts'
import { type Scroll, SPEED } from './measureScroll.ts'
import { TALK } from './measureTalk.ts'
import { TURNS } from './playTurn.ts'
import { SHOOT } from './SHOOT.ts'
import { SLOWER } from './withThrottled.ts'

const PAGES = {
  shoot: 'the shoot',
  shoots: 'the list of 2,000 shoots',
  start: 'the start page',
  empty: 'an empty page',
} as const
type Page = keyof typeof PAGES

/** All that was measured, of each page or of each work as often as it was. */
export type Figures = {
  /** In the shoot's log. */
  events: number
  loads: Record<Page, Load[]>
  talks: Record<'shoot' | 'empty', Frames[]>
  scrolls: Record<'shoots' | 'empty', Scroll[]>
}

type Held = { what: string; value: number; digits: number; limit: number; most: boolean }

/** What has a limit, each with its median. */
function heldOf({ loads, talks, scrolls }: Figures): Held[] {
  const ours = (Object.keys(PAGES) as Page[]).filter((page) => page !== 'empty')
  return [
    ...ours.map((page) => ({
      what: `layout shift, ${PAGES[page]}`,
      value: middle(loads[page], 'shift'),
      digits: 4,
      limit: PAGE_LIMITS.layoutShift,
      most: true,
    })),
    ...ours.map((page) => ({
      what: `blocked, ms, ${PAGES[page]}`,
      value: middle(loads[page], 'blockedMs'),
      digits: 0,
      limit: PAGE_LIMITS.blockedMs,
      most: true,
    })),
    {
      what: 'frames while the director speaks : those of an empty page',
      value: middle(talks.shoot, 'kept') / middle(talks.empty, 'kept'),
      digits: 2,
      limit: PAGE_LIMITS.frames,
      most: false,
    },
    {
      what: 'frames while the list is scrolled : those of an empty page',
      value: middle(scrolls.shoots, 'kept') / middle(scrolls.empty, 'kept'),
      digits: 2,
      limit: PAGE_LIMITS.frames,
      most: false,
    },
    {
      what: 'elements of the shoot',
      value: middle(loads.shoot, 'elements'),
      digits: 0,
      limit: PAGE_LIMITS.elements,
      most: true,
    },
    {
      what: 'elements of the list, wherever one is in it',
      value: Math.max(...scrolls.shoots.map(({ elements }) => elements)),
      digits: 0,
      limit: PAGE_LIMITS.elements,
      most: true,
    },
  ]
}

/** What has passed its limit. */
export function passedLimits(figures: Figures): Held[] {
  return heldOf(figures).filter(({ value, limit, most }) => (most ? value > limit : value < limit))
}

/** The figures, beside their limits. */
export function describePage(figures: Figures): string {
  const { events, loads, talks, scrolls } = figures
  const assets = TURNS + SHOOT.references.length
  return `The built page, served by the built Worker in workerd, in Chromium without a window or a graphics card, ${SLOWER} times slower than this machine, with an empty cache. The shoot has a log of
${events} events, none of which folds into another, and ${assets} assets with their pictures, clips and previews. Median of ${loads.shoot.length} loads, in alternation.

${table([
  ['', 'first paint', 'largest paint', 'blocked', 'busy', 'layout shift', 'elements', 'scripts', 'all'],
  ...(Object.keys(PAGES) as Page[]).map((page) => [
    PAGES[page],
    ms(middle(loads[page], 'firstMs')),
    ms(middle(loads[page], 'largestMs')),
    ms(middle(loads[page], 'blockedMs')),
    ms(middle(loads[page], 'threadMs')),
    middle(loads[page], 'shift').toFixed(4),
    middle(loads[page], 'elements').toFixed(0),
    kb(middle(loads[page], 'script')),
    kb(middle(loads[page], 'all')),
  ]),
])}

Blocked is the part beyond 50 ms of every task from the first paint until 3 s in which nothing happened (total blocking time); busy is all processor time of the
main thread, of which what others do on the machine is no part; the shift is the sum of all. Bytes are as they were sent, compressed,
with all that comes by itself after the page is there; what a page loads before it shows itself, which has a limit of ${PAGE_LIMITS.scriptKb} kB, the build says.

Frames: how many animation frames a page got of 60 a second, ${talks.shoot.length} times each. The director says ${TALK.perSecond} tokens a second for ${TALK.seconds} s; the list is scrolled from its first shoot to its last, ${SPEED.toLocaleString('en')} px a second.
Without a graphics card the processor draws too, so that an empty page misses some as well: the ratio counts.

${table([
  ['', 'frames kept', 'of an empty page', 'longest wait', 'of an empty page', 'busy, of a second', 'an empty page'],
  ['the director speaks', ...frames(talks.shoot, talks.empty)],
  ['the list is scrolled', ...frames(scrolls.shoots, scrolls.empty)],
])}

${table([
  ['limits', '', 'limit'],
  ...heldOf(figures).map(({ what, value, digits, limit, most }) => [
    what,
    value.toFixed(digits),
    `${most ? 'at most' : 'at least'} ${limit}`,
  ]),
])}`
}

function frames(ours: Frames[], empty: Frames[]): string[] {
  const percent = (some: Frames[]) => `${(middle(some, 'kept') * 100).toFixed(0)} %`
  return [
    percent(ours),
    percent(empty),
    ...(['longestMs', 'threadMs'] as const).flatMap((key) => [ms(middle(ours, key)), ms(middle(empty, key))]),
  ]
}

function middle<Key extends string>(some: Record<Key, number>[], key: Key): number {
  return median(some.map((one) => one[key]))
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
