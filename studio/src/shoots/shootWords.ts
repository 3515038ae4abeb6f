import type { SessionSummary, Stage } from '@fashion-shoot/protocol'

/** As short as the rail of a shoot has them. */
const STAGE_WORDS: Record<Stage, string> = {
  hero: 'Hero',
  contact_sheet: 'Sheet',
  frames: 'Frames',
  clips: 'Clips',
  film: 'Film',
}

/** The furthest that a shoot has come, in words that a small cover has room for. */
export function stageWords({ stage, running }: Pick<SessionSummary, 'stage' | 'running'>): string {
  if (running) return 'Working'
  return stage === null ? 'Nothing yet' : STAGE_WORDS[stage]
}
