/** Sentences of the director that do not depend on what was found. */
import type { Stage } from './stages.ts'

export const INTRODUCTION =
  'I am a scripted stand-in for the director: I follow a script and understand a limited set of phrases. A real director answers here once an Anthropic key is set.'

/** Said before the tool of a stage that follows an approval. */
export const BEFORE_STAGE: Record<Stage, string> = {
  hero: 'I make the hero now: person, clothes, place and light are decided here, and all that follows inherits them.',
  contact_sheet:
    'Next comes the contact sheet: six angles of the same person in the same light, two rows of three, from the beauty portrait to an extreme detail.',
  frames: 'I cut the sheet into its six frames now. This is the last moment at which a change is cheap.',
  clips: 'Now the camera moves: five clips, each travelling from one frame to the next, all made at the same time.',
  film: 'I put the clips together now, retimed so that every cut falls in slow motion.',
}

/** Said when a stage was made and the turn has not ended by itself. */
export const AFTER_STAGE: Record<Stage, string> = {
  hero: 'The hero is there. Approve it, or tell me what to change.',
  contact_sheet: 'The contact sheet is there. Approve it, or tell me what to change.',
  frames: 'The frames are there. Approve them, edit single ones, or give them another format.',
  clips: 'The clips are there. Approve them, or name the ones to make again.',
  film: 'The film is there. Approve it, or ask for another rhythm.',
}

export const CLOSING =
  'That is the film: the shoot is complete, and everything is kept with all its versions. If you want more of it, ask for another rhythm, another format, or a loop.'

const AT_STAGE: Record<Stage, string> = {
  hero: '“approve”, or a change such as “change the jacket to red”, “warmer light” or “dress her in the jacket”',
  contact_sheet: '“approve”, or a change such as “closer crops” or “change: more attitude”',
  frames:
    '“approve”, “edit frames 2 and 4: red jacket”, “redo 2 and 5: softer light”, or a format such as “make it 9:16”',
  clips: '“approve”, or “redo clip 3 (slower)”, also for several clips at once',
  film: '“approve”, “slower”, “faster”, “2 seconds per clip”, the name of an easing curve, or “loop”',
}

/** What the person can say here. */
export function understood(stage: Stage | undefined): string {
  if (stage === undefined)
    return 'To begin I need one line of direction, such as “confident streetwear editorial, city at dusk”.'
  return `At this point I understand ${AT_STAGE[stage]}. At any time: “status”, “undo”, “use version 1 of the hero”, “try again” and “run to the end”.`
}

/** `[2, 4, 5]` → `2, 4 and 5`. */
export function listed(items: (string | number)[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
