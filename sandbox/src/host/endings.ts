import type { RunnerLine } from '@fashion-shoot/protocol'

function lost(code: string, message: string): RunnerLine[] {
  return [{ t: 'lost', code, message }]
}

/** The last lines of an attempt that its runner does not end itself. */
export const ENDINGS = {
  died: lost('runner_died', 'The director stopped unexpectedly in the middle of the turn.'),
  notStarted: lost('runner_not_started', 'The director could not be started.'),
  superseded: lost('superseded', 'Another attempt, or another turn, took the place of this one.'),
  hostStopping: lost('host_stopping', 'The machine that the director works on is shutting down.'),
  hostRestarted: lost('host_restarted', 'The machine that the director works on was started anew.'),
  cancelled: [{ t: 'done', end: 'interrupted' }],
} as const satisfies Record<string, RunnerLine[]>
