import { STAGES, type Stage } from '@fashion-shoot/protocol'
import { createRandom, type Random } from './createRandom.ts'
import { type Fault, type Moment, type ShootPlan, type StagePlan, TARGETS, type Whim } from './ShootPlan.ts'
import { serverFault } from './serverFault.ts'

const DIRECTIONS = [
  'confident streetwear editorial, city at dusk',
  'soft morning light, relaxed knitwear',
  'studio minimalism, a calm stare, grey backdrop',
  'desert wind, linen and long shadows',
]
/** Changes that the scripted director understands. */
const NOTES: Record<Stage, readonly string[]> = {
  hero: ['warmer light', 'change the jacket to red'],
  contact_sheet: ['change: more attitude', 'closer crops'],
  frames: ['edit frames 2 and 4: warmer light', 'make it 9:16'],
  clips: ['redo clip 3 (slower)'],
  film: ['slower', 'faster'],
}
/** How many kills a stage sees: none in a third of all cases, so that server faults are also seen alone. */
const KILLS = [0, 0, 1, 1, 1, 2] as const

/** The plan of one shoot: what goes wrong in which stage, and what the person does. The seed and the number decide all of it. */
export function planShoot(seed: number, number: number): ShootPlan {
  const own = (seed * 1_000 + number) >>> 0
  const random = createRandom(own)
  const tabs = random.whole(2, 4)
  const whimsical = random.pick(STAGES)
  return {
    number,
    seed: own,
    direction: random.pick(DIRECTIONS),
    approves: random.pick(['click', 'twice', 'words']),
    tabs,
    stages: STAGES.map(
      (stage): StagePlan => ({
        stage,
        faults: [...kills(random), ...servers(random, stage), ...drops(random, tabs)],
        whim: stage === whimsical ? whim(random, stage) : { kind: 'none' },
      }),
    ),
  }
}

function kills(random: Random): Fault[] {
  return Array.from({ length: random.pick(KILLS) }, () => ({
    kind: 'kill',
    target: random.pick(TARGETS),
    moment: moment(random),
  }))
}

function servers(random: Random, stage: Stage): Fault[] {
  return Array.from({ length: random.whole(0, 2) }, () => ({ kind: 'server', declared: serverFault(random, stage) }))
}

function drops(random: Random, tabs: number): Fault[] {
  return Array.from({ length: random.whole(0, 2) }, () => ({
    kind: 'drop',
    tab: random.whole(1, tabs - 1),
    moment: moment(random),
    awayMs: random.whole(0, 1500),
    anew: random.chance(0.3),
  }))
}

function moment(random: Random): Moment {
  const on = random.pick(['start', 'token', 'token', 'tool', 'tool', 'asset'] as const)
  if (on === 'token') return { on, nth: random.whole(1, 25), afterMs: random.whole(0, 40) }
  // The first tool looks how the shoot stands, the second makes the stage.
  if (on === 'tool') return { on, nth: random.whole(1, 2), afterMs: random.whole(0, 1200) }
  return { on, nth: 1, afterMs: random.whole(0, on === 'start' ? 700 : 60) }
}

function whim(random: Random, stage: Stage): Whim {
  const kind = random.pick(['revise', 'cancel', 'go-back'] as const)
  if (kind === 'cancel') return { kind, moment: moment(random) }
  return { kind, note: random.pick(NOTES[stage]) }
}
