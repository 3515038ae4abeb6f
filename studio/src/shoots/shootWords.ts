import { type SessionSummary, STAGE_NAMES } from '@fashion-shoot/protocol'

/** The furthest that a shoot has come, in words. */
export function stageWords({ stage, running }: Pick<SessionSummary, 'stage' | 'running'>): string {
  if (running) return 'Working now'
  if (stage === null) return 'Nothing made yet'
  const name = STAGE_NAMES[stage]
  return name.charAt(0).toUpperCase() + name.slice(1)
}
