import { type Checkpoint, CLIP_COUNT, type Slot, type Stage, slotName, stageOfSlot } from '@fashion-shoot/protocol'

type StageWords = {
  /** In the rail. */
  short: string
  title: string
  /** When it waits for a decision. */
  ready: string
  /** On the button that approves it. */
  approve: string
  /** Where a change is written. */
  change: string
}

export const STAGE_WORDS: Record<Stage, StageWords> = {
  hero: {
    short: 'Hero',
    title: 'Hero',
    ready: 'The hero, ready for you',
    approve: 'Approve, make contact sheet',
    change: 'Warmer light, and let her look at us…',
  },
  contact_sheet: {
    short: 'Sheet',
    title: 'Contact sheet',
    ready: 'The contact sheet, ready for you',
    approve: 'Approve, cut six frames',
    change: 'More space around the full body…',
  },
  frames: {
    short: 'Frames',
    title: 'Frames',
    ready: 'Six frames, ready for you',
    approve: `Approve, make ${CLIP_COUNT} clips`,
    change: 'Edit frames 2 and 4: softer light…',
  },
  clips: {
    short: 'Clips',
    title: 'Clips',
    ready: 'The clips, ready for you',
    approve: 'Approve, stitch the film',
    change: 'Redo clip 3, slower…',
  },
  film: {
    short: 'Film',
    title: 'Film',
    ready: 'The film, ready for you',
    approve: 'Approve the film',
    change: 'Let it loop…',
  },
}

/** On the button that approves a stage; clips that are there already and are not stale stay, and what costs something is planned first where the person wants that. */
export function approveWords(
  { stage, nextUsd }: Pick<Checkpoint, 'stage' | 'nextUsd'>,
  isPlannedNext: boolean,
): string {
  if (stage === 'frames' && nextUsd === 0) return 'Approve, keep the clips'
  return isPlannedNext ? STAGE_WORDS[stage].approve.replace('make', 'plan') : STAGE_WORDS[stage].approve
}

/** On the button that opens the change; the picked pictures by their numbers. */
export function changeWords(stage: Stage, picked: number[]): string {
  const [first] = picked
  if (first === undefined) return 'Change…'
  return picked.length === 1 ? `Change ${stage.slice(0, -1)} ${first}…` : `Change ${picked.length} ${stage}…`
}

/** The six angles in the order in which every contact sheet has them. */
const ANGLES = ['Beauty portrait', 'High angle', 'Low angle', 'Side profile', 'Close portrait', 'Extreme detail']

/** What lies on a numbered slot's picture; null where the section's title says it all. */
export function slotCaption(slot: Slot): { number: number; words: string } | null {
  const number = Number(slot.split('_').at(-1))
  if (!Number.isInteger(number)) return null
  const words = stageOfSlot(slot) === 'frames' ? (ANGLES[number - 1] ?? '') : clipWay(number)
  return { number, words }
}

/** From which frame to which a clip moves; the sixth closes the loop. */
function clipWay(number: number): string {
  return `frame ${number} → ${(number % 6) + 1}`
}

/** A slot's name at the start of a phrase: `Frame 3`, `Contact sheet`. */
export function slotTitle(slot: Slot): string {
  const name = slotName(slot)
  return name.charAt(0).toUpperCase() + name.slice(1)
}
