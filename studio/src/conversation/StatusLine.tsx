import { pendingCheckpoint, type SessionView, STAGE_NAMES } from '@fashion-shoot/protocol'
import type { Connection } from '../session/followEvents.ts'
import { SignInLink } from '../shared/SignInLink.tsx'

/** What goes on right now, on one line; read out by screen readers. */
export function StatusLine({ view, connection }: { view: SessionView; connection: Connection }) {
  const words = connection === 'live' ? statusWords(view) : CONNECTION_WORDS[connection]
  return (
    <p role="status" className="flex min-h-6 items-center gap-2.5 px-1 text-soft">
      {words !== '' && (view.running || connection !== 'live') && (
        <span className="size-1.5 shrink-0 animate-breathe rounded-full bg-accent" aria-hidden="true" />
      )}
      <span>
        {words} {connection === 'signed_out' && <SignInLink />}
      </span>
    </p>
  )
}

const CONNECTION_WORDS = {
  reconnecting: 'Connection lost. Reconnecting…',
  signed_out: 'You are signed out. Once you are back, this goes on by itself.',
} as const

function statusWords(view: SessionView): string {
  if (view.running) return view.status ?? 'The director is at work.'
  const pending = pendingCheckpoint(view)
  return pending === undefined
    ? ''
    : `The ${STAGE_NAMES[pending.stage]} ${pending.stage === 'frames' || pending.stage === 'clips' ? 'wait' : 'waits'} for your decision.`
}
