import { type Checkpoint, checkpointName, pendingCheckpoint, type SessionView } from '@fashion-shoot/protocol'
import type { Connection } from '../session/followEvents.ts'

/** What goes on right now, on one line; read out by screen readers. Nothing of it is known where the connection is cut. */
export function StatusLine({ view, connection }: { view: SessionView; connection: Connection }) {
  const words = statusWords(view, connection)
  return (
    <p role="status" className="flex items-center gap-2.5 px-1 text-soft wide:min-h-6">
      {words !== '' && (view.running || connection === 'reconnecting') && (
        <span
          className={`size-1.5 shrink-0 animate-breathe rounded-full ${connection === 'live' ? 'bg-accent' : 'bg-outline'}`}
          aria-hidden="true"
        />
      )}
      {words}
    </p>
  )
}

function statusWords(view: SessionView, connection: Connection): string {
  if (connection === 'reconnecting') return 'Reconnecting…'
  if (connection !== 'live') return ''
  if (view.running) return view.status ?? 'The director is at work.'
  const pending = pendingCheckpoint(view)
  return pending === undefined
    ? ''
    : `The ${checkpointName(pending)} ${areMany(pending) ? 'wait' : 'waits'} for your decision.`
}

function areMany({ stage, plan }: Checkpoint): boolean {
  return plan === undefined && (stage === 'frames' || stage === 'clips')
}
