import {
  type Asset,
  CLIP_COUNT,
  clipSlot,
  FRAME_COUNT,
  frameSlot,
  type ShootState,
  type Slot,
  type Stage,
} from '@fashion-shoot/protocol'
import { ToolError } from './ToolError.ts'

/** The tool that makes each stage. */
export const STAGE_TOOLS: Record<Stage, string> = {
  hero: 'generate_hero',
  contact_sheet: 'generate_contact_sheet',
  frames: 'extract_frames',
  clips: 'generate_clips',
  film: 'stitch_film',
}

export const FRAME_SLOTS: readonly Slot[] = Array.from({ length: FRAME_COUNT }, (_, index) => frameSlot(index + 1))
export const CLIP_SLOTS: readonly Slot[] = Array.from({ length: CLIP_COUNT }, (_, index) => clipSlot(index + 1))

export function entryOf(shoot: ShootState, slot: Slot): ShootState['slots'][number] | undefined {
  return shoot.slots.find((entry) => entry.slot === slot)
}

/** The active version in a slot. Throws a ToolError of these words when the slot is empty. */
export function requireActive(shoot: ShootState, slot: Slot, told: string, advice: string): Asset {
  const active = entryOf(shoot, slot)?.active
  if (active === undefined) throw new ToolError(told, { advice })
  return active
}

/** All six frames, in order. Throws a ToolError when one is missing. */
export function requireFrames(shoot: ShootState): Asset[] {
  return FRAME_SLOTS.map((slot) =>
    requireActive(shoot, slot, 'There are no frames yet.', 'Call extract_frames, after the contact sheet is approved.'),
  )
}

/** `2`, `2 and 4`, `1, 2 and 4`. */
export function listNumbers(numbers: readonly (number | string)[]): string {
  const last = numbers.at(-1)
  return numbers.length < 2 ? String(last ?? 'none') : `${numbers.slice(0, -1).join(', ')} and ${last}`
}
