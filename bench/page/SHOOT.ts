import { CLIP_COUNT, clipSlot, FRAME_COUNT, frameSlot, type Slot } from '../../protocol/src/index.ts'

const FRAMES = Array.from({ length: FRAME_COUNT }, (_, index) => frameSlot(index + 1))
const CLIPS = Array.from({ length: CLIP_COUNT }, (_, index) => clipSlot(index + 1))

/** What the shoot under measurement holds: four references and, four times over, each slot; so sixty assets, and a log of 3,000 events. */
export const SHOOT = {
  references: ['model.png', 'garment.png', 'accessory.png', 'location.jpg'],
  rounds: 4,
  slots: ['hero', 'contact_sheet', ...FRAMES, ...CLIPS, 'film'] satisfies Slot[],
  events: 3000,
} as const

/** The slots whose active versions a slot's next version is made from. */
export function sourcesOf(slot: Slot): Slot[] {
  if (slot === 'hero') return []
  if (slot === 'contact_sheet') return ['hero']
  if (slot === 'film') return CLIPS
  if (slot.startsWith('frame_')) return ['contact_sheet']
  return FRAMES.slice(Number(slot.slice(-1)) - 1).slice(0, 2)
}
