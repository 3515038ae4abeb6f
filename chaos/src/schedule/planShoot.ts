import { STAGES, type Stage } from '@fashion-shoot/protocol'
import { createRandom, type Random } from './createRandom.ts'
import { type Fault, type Moment, type ShootPlan, type StagePlan, TARGETS, type Whim } from './ShootPlan.ts'
import { type Maker, serverFault } from './serverFault.ts'

const DIRECTIONS = [
  'confident streetwear editorial, city at dusk',
  'soft morning light, relaxed knitwear',
  'studio minimalism, a calm stare, grey backdrop',
  'desert wind, linen and long shadows',
]
/** Who makes a stage, and the changes of it that the scripted director understands, with who makes those. */
const STAGE_WORK: Record<Stage, { maker: Maker; changes: readonly [note: string, maker: Maker][] }> = {
  hero: {
    maker: 'images',
    changes: [
      ['warmer light', 'images'],
      ['change the jacket to red', 'images'],
    ],
  },
  contact_sheet: {
    maker: 'images',
    changes: [
      ['change: more attitude', 'images'],
      ['closer crops', 'images'],
    ],
  },
  frames: {
    maker: null,
    changes: [
      ['edit frames 2 and 4: warmer light', 'images'],
      ['edit frame 5: darker background', 'images'],
      ['make it 9:16', null],
    ],
  },
  clips: { maker: 'clips', changes: [['redo clip 3 (slower)', 'clips']] },
  film: {
    maker: null,
    changes: [
      ['slower', null],
      ['faster', null],
    ],
  },
}
/** Where people change their minds. Frames count twice: an edit is the one change that is made from what it changes, several at once. */
const WHIMSICAL: readonly Stage[] = [...STAGES, 'frames']
/** How many kills a stage sees: none in a third of all cases, so that server faults are also seen alone. */
const KILLS = [0, 0, 1, 1, 1, 2] as const

/** The plan of one shoot: what goes wrong in which stage, and what the person does. The seed and the number decide all of it. */
export function planShoot(seed: number, number: number): ShootPlan {
  const own = (seed * 1_000 + number) >>> 0
  const random = createRandom(own)
  const tabs = random.whole(2, 4)
  const whimsical = random.pick(WHIMSICAL)
  return {
    number,
    seed: own,
    direction: random.pick(DIRECTIONS),
    approves: random.pick(['click', 'twice', 'words']),
    tabs,
    stages: STAGES.map(
      (stage): StagePlan => ({
        stage,
        faults: faults(random, STAGE_WORK[stage].maker, tabs),
        whim: stage === whimsical ? whim(random, stage, tabs) : { kind: 'none' },
      }),
    ),
  }
}

function faults(random: Random, maker: Maker, tabs: number): Fault[] {
  return [...kills(random), ...servers(random, maker), ...drops(random, tabs)]
}

function kills(random: Random): Fault[] {
  return Array.from({ length: random.pick(KILLS) }, () => ({
    kind: 'kill',
    target: random.pick(TARGETS),
    moment: moment(random),
  }))
}

function servers(random: Random, maker: Maker): Fault[] {
  return Array.from({ length: random.whole(0, 2) }, () => ({ kind: 'server', declared: serverFault(random, maker) }))
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

function whim(random: Random, stage: Stage, tabs: number): Whim {
  const kind = random.pick(['revise', 'cancel', 'go-back'] as const)
  if (kind === 'cancel') return { kind, moment: moment(random) }
  const [note, maker] = random.pick(STAGE_WORK[stage].changes)
  const during = faults(random, maker, tabs)
  return { kind, note, faults: kind === 'go-back' ? [...during, goingBackFault(random)] : during }
}

/** Kills while an earlier version is made active, or the next slot's. */
function goingBackFault(random: Random): Fault {
  return {
    kind: 'kill',
    target: random.pick(TARGETS),
    moment: { on: 'version', nth: 1, afterMs: random.whole(0, 30) },
  }
}
