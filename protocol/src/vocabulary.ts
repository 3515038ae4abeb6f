import * as z from 'zod/mini'

/** The stages of a shoot in the order in which they are made; each ends with a checkpoint. */
export const STAGES = ['hero', 'contact_sheet', 'frames', 'clips', 'film'] as const
export const Stage = z.enum(STAGES)
export type Stage = z.infer<typeof Stage>

/** What each stage is called in a sentence, for people. */
export const STAGE_NAMES: Record<Stage, string> = {
  hero: 'hero image',
  contact_sheet: 'contact sheet',
  frames: 'frames',
  clips: 'clips',
  film: 'film',
}

export const FRAME_COUNT = 6
/** Five transitions between neighbouring frames; the sixth clip closes the loop from frame 6 to frame 1. */
export const CLIP_COUNT = 5
export const LOOP_CLIP = 6

/** The places that versions of an asset compete for. */
export const SLOTS = [
  'hero',
  'contact_sheet',
  'frame_1',
  'frame_2',
  'frame_3',
  'frame_4',
  'frame_5',
  'frame_6',
  'clip_1',
  'clip_2',
  'clip_3',
  'clip_4',
  'clip_5',
  'clip_6',
  'film',
] as const
export const Slot = z.enum(SLOTS)
export type Slot = z.infer<typeof Slot>

/** The stage that fills a slot: `frame_3` → `frames`. */
export function stageOfSlot(slot: Slot): Stage {
  if (slot === 'hero' || slot === 'contact_sheet' || slot === 'film') return slot
  return slot.startsWith('frame_') ? 'frames' : 'clips'
}

/** `frameSlot(3)` → `frame_3`. Throws a RangeError outside of 1 to 6. */
export function frameSlot(index: number): Slot {
  return numberedSlot('frame', index)
}

/** `clipSlot(6)` → `clip_6`, the clip that closes the loop. Throws a RangeError outside of 1 to 6. */
export function clipSlot(index: number): Slot {
  return numberedSlot('clip', index)
}

function numberedSlot(kind: 'frame' | 'clip', index: number): Slot {
  const slot = Slot.safeParse(`${kind}_${index}`)
  if (!slot.success) throw new RangeError(`There is no ${kind} ${index}: they are numbered 1 to 6.`)
  return slot.data
}

/** A slot as a person would say it: `frame_3` → `frame 3`. */
export function slotName(slot: Slot): string {
  return slot.replace('_', ' ')
}

/** What a reference photo shows. */
export const ROLES = ['model', 'garment', 'accessory', 'location', 'style'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Aspect ratios that frames can have, width:height. */
export const FRAME_RATIOS = ['3:2', '16:9', '9:16', '4:3', '3:4', '1:1', '2:3'] as const
export const FrameRatio = z.enum(FRAME_RATIOS)
export type FrameRatio = z.infer<typeof FrameRatio>

/** Aspect ratios that the image models accept, width:height. */
export const IMAGE_RATIOS = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'] as const
export const ImageRatio = z.enum(IMAGE_RATIOS)
export type ImageRatio = z.infer<typeof ImageRatio>

/** Image resolution as the image models name it; 1K is about one megapixel, each step doubles the sides. */
export const RESOLUTIONS = ['1K', '2K', '4K'] as const
export const Resolution = z.enum(RESOLUTIONS)
export type Resolution = z.infer<typeof Resolution>
export const DEFAULT_RESOLUTION: Resolution = '2K'

/** s that a clip has where nobody asks for longer ones */
export const DEFAULT_CLIP_SECONDS = 5

/** When the director stops for a decision: after every stage, also before each that is paid for, or not until the film is made. */
export const STOPS = ['every_stage', 'before_paid', 'never'] as const
export const Stops = z.enum(STOPS)
export type Stops = z.infer<typeof Stops>

/** Models that make a shoot's pictures. */
export const IMAGE_MODELS = ['nano-banana-pro', 'nano-banana-2', 'seedream-4.5', 'flux-2-pro', 'gpt-image-1.5'] as const
export const ImageModel = z.enum(IMAGE_MODELS)
export type ImageModel = z.infer<typeof ImageModel>

/** Models that make a shoot's clips. */
export const CLIP_MODELS = ['kling-v2-6', 'kling-v2-5-turbo', 'kling-v3'] as const
export const ClipModel = z.enum(CLIP_MODELS)
export type ClipModel = z.infer<typeof ClipModel>
export const DEFAULT_CLIP_MODEL: ClipModel = 'kling-v2-6'

/** How much a director thinks before it acts, as the Messages API names it. */
export const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const
export const Effort = z.enum(EFFORTS)
export type Effort = z.infer<typeof Effort>
