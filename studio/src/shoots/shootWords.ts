import type { SessionSummary, StageFilter } from '@fashion-shoot/protocol'

/** How far a shoot is, as short as the rail of a shoot has the stages; `none` before the hero. */
export const STAGE_WORDS: Record<StageFilter, string> = {
  none: 'Nothing yet',
  hero: 'Hero',
  contact_sheet: 'Sheet',
  frames: 'Frames',
  clips: 'Clips',
  film: 'Film',
}

/** The furthest that a shoot has come, in words that a small cover has room for. */
export function stageWords({ stage, running }: Pick<SessionSummary, 'stage' | 'running'>): string {
  if (running) return 'Working'
  return STAGE_WORDS[stage ?? 'none']
}
