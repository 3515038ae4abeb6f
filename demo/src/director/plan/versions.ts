/** Going back to an earlier version. */
import { type Answer, answer } from './Answer.ts'
import type { OfferedTools } from './OfferedTools.ts'
import { listed } from './prose.ts'
import type { Call } from './readConversation.ts'
import type { Position } from './readPosition.ts'
import { stageOfSlot } from './stages.ts'

const name = (slot: string) => `the ${slot.replace('_', ' ')}`

/** Makes one version active. @param slot undefined for what the person is judging */
export function useVersion(slot: string | undefined, version: number, position: Position, tools: OfferedTools): Answer {
  const { current } = position
  const meant = slot ?? (current === 'frames' || current === 'clips' ? undefined : current)
  if (meant === undefined)
    return answer(
      'I cannot tell which one is meant.',
      'Version of which one? Say for example “use version 1 of frame 3”.',
    )
  return answer('An earlier version shall count.', `I bring back version ${version} of ${name(meant)}.`, [
    tools.call('set_active_version', { slot: meant, version }),
  ])
}

/** Goes one version back, in the slot that was named or in those that were changed last. */
export function undo(slot: string | undefined, position: Position, acted: Call[], tools: OfferedTools): Answer {
  const slots = slot ? [slot] : changedLast(position, acted)
  const back = slots.flatMap((slot) => {
    const held = position.shoot?.slots.get(slot)
    const version = held?.versions.findLast((version) => version < held.active)
    return version === undefined ? [] : [{ slot, version }]
  })
  if (back.length === 0)
    return answer(
      'There is nothing to go back to.',
      'There is no earlier version to go back to, so everything stays as it is.',
    )
  return answer(
    'The last change shall be taken back.',
    `I go back to ${listed(back.map(({ slot, version }) => `version ${version} of ${name(slot)}`))}.`,
    back.map((input) => tools.call('set_active_version', input)),
  )
}

function changedLast({ current, shoot }: Position, acted: Call[]): string[] {
  const last = acted.at(-1)
  const numbers =
    last?.tool === 'edit_frames'
      ? asArray(last.input.edits).map((edit) => (edit as { frame?: unknown }).frame)
      : last?.tool === 'generate_clips'
        ? asArray(last.input.clips)
        : []
  const noun = last?.tool === 'edit_frames' ? 'frame' : 'clip'
  if (numbers.length > 0) return numbers.map((number) => `${noun}_${String(number)}`)
  return [...(shoot?.slots.keys() ?? [])].filter((slot) => stageOfSlot(slot) === current)
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
