import type { SessionSummary, StageFilter } from '@fashion-shoot/protocol'
import { STAGE_WORDS } from '../shoot/stageWords.ts'

/** How far a shoot is, as short as the rail of a shoot has the stages; `none` before the hero. */
export const HOW_FAR_WORDS: Record<StageFilter, string> = {
  none: 'Nothing yet',
  hero: STAGE_WORDS.hero.short,
  contact_sheet: STAGE_WORDS.contact_sheet.short,
  frames: STAGE_WORDS.frames.short,
  clips: STAGE_WORDS.clips.short,
  film: STAGE_WORDS.film.short,
}

/** The furthest that a shoot has come, in words that a small cover has room for. */
export function howFarWords({ stage, running }: Pick<SessionSummary, 'stage' | 'running'>): string {
  if (running) return 'Working'
  return HOW_FAR_WORDS[stage ?? 'none']
}
