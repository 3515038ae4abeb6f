/** The stages of a shoot and the tools that make them. */
export const STAGES = ['hero', 'contact_sheet', 'frames', 'clips', 'film'] as const
export type Stage = (typeof STAGES)[number]

/** How a stage is called in a sentence. */
export const STAGE_NAMES: Record<Stage, string> = {
  hero: 'hero',
  contact_sheet: 'contact sheet',
  frames: 'frames',
  clips: 'clips',
  film: 'film',
}

/** The tool that makes a whole stage. */
export const STAGE_TOOLS: Record<Stage, string> = {
  hero: 'generate_hero',
  contact_sheet: 'generate_contact_sheet',
  frames: 'extract_frames',
  clips: 'generate_clips',
  film: 'stitch_film',
}

const STAGE_OF_TOOL: Record<string, Stage> = {
  generate_hero: 'hero',
  try_on_garment: 'hero',
  generate_contact_sheet: 'contact_sheet',
  extract_frames: 'frames',
  edit_frames: 'frames',
  resize_frames: 'frames',
  generate_clips: 'clips',
  stitch_film: 'film',
}

/** The stage that a tool works on, if it makes anything. */
export function stageOfTool(tool: string): Stage | undefined {
  return STAGE_OF_TOOL[tool]
}

/** `frame_3` → `frames`; undefined for what is no slot. */
export function stageOfSlot(slot: string): Stage | undefined {
  if (slot.startsWith('frame_')) return 'frames'
  if (slot.startsWith('clip_')) return 'clips'
  return STAGES.find((stage) => stage === slot)
}

export function stageAfter(stage: Stage): Stage | undefined {
  return STAGES[STAGES.indexOf(stage) + 1]
}

/** True when `stage` comes before `other`. */
export function isBefore(stage: Stage, other: Stage): boolean {
  return STAGES.indexOf(stage) < STAGES.indexOf(other)
}
