import type { RunnerLine, TurnEnd } from '@fashion-shoot/protocol'

const TRY_AGAIN = 'Say "try again": the conversation goes on where it was.'

/** The last lines of a turn whose runner can't say them itself. */
function failed(code: string, message: string): RunnerLine[] {
  return [
    { t: 'error', code, message: `${message} All that was made is kept.`, hint: TRY_AGAIN, retryable: true },
    { t: 'done', end: 'failed' satisfies TurnEnd },
  ]
}

/** How a turn ends when its runner does not end it. */
export const ENDINGS = {
  died: failed('runner_died', 'The director stopped unexpectedly in the middle of the turn.'),
  notStarted: failed('runner_not_started', 'The director could not be started.'),
  hostStopping: failed('host_stopping', 'The machine that the director works on is shutting down.'),
  hostRestarted: failed('host_restarted', 'The machine that the director works on was started anew.'),
  cancelled: [{ t: 'done', end: 'interrupted' }],
} as const satisfies Record<string, RunnerLine[]>
