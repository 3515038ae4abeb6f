import { type Checkpoint, checkpointName } from '@fashion-shoot/protocol'

/** Why an answer to a checkpoint came to nothing: what was decided before it. */
export function decidedWords(checkpoint: Checkpoint): string {
  const { state, note } = checkpoint
  const name = checkpointName(checkpoint)
  const said = note === null || note === '' ? '.' : `: “${note}”`
  const decided = state === 'approved' ? `The ${name} had been approved` : `A change of the ${name} had been asked for`
  const what = state === 'superseded' ? `The ${name} had been made anew` : decided
  return `Your answer came too late. ${what}${said}`
}
