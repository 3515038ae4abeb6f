import { pendingCheckpoint, type SessionView, STAGE_NAMES } from '@fashion-shoot/protocol'

/** What goes on right now, on one line; read out by screen readers. */
export function StatusLine({ view, connection }: { view: SessionView; connection: 'live' | 'reconnecting' }) {
  const words = connection === 'reconnecting' ? 'Connection lost. Reconnecting…' : statusWords(view)
  return (
    <p role="status" className="flex min-h-6 items-center gap-2.5 px-1 text-soft">
      {words !== '' && (view.running || connection === 'reconnecting') && (
        <span className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent" aria-hidden="true" />
      )}
      {words}
    </p>
  )
}

function statusWords(view: SessionView): string {
  if (view.running) return view.status ?? 'The director is at work.'
  const pending = pendingCheckpoint(view)
  return pending === undefined
    ? ''
    : `The ${STAGE_NAMES[pending.stage]} ${pending.stage === 'frames' || pending.stage === 'clips' ? 'wait' : 'waits'} for your decision.`
}
