import { pendingCheckpoint, type SessionView, STAGE_NAMES } from '@fashion-shoot/protocol'
import type { Connection } from '../session/followEvents.ts'
import { SignInLink } from '../shared/SignInLink.tsx'

/** What goes on right now, on one line; read out by screen readers. Where the connection is gone it says so plainly, and what that means. */
export function StatusLine({ view, connection }: { view: SessionView; connection: Connection }) {
  const cut = connection === 'offline' || connection === 'signed_out'
  const words = connection === 'live' ? statusWords(view) : CONNECTION_WORDS[connection]
  return (
    <p
      role="status"
      className={`flex min-h-6 items-center gap-2.5 px-1 ${cut ? 'rounded-inner border-accent border-l-2 bg-well py-2 pr-3 pl-3' : 'text-soft'}`}
    >
      {!cut && words !== '' && (view.running || connection === 'reconnecting') && (
        <span
          className={`size-1.5 shrink-0 animate-breathe rounded-full ${connection === 'live' ? 'bg-accent' : 'bg-outline'}`}
          aria-hidden="true"
        />
      )}
      <span>
        {words} {connection === 'signed_out' && <SignInLink />}
      </span>
    </p>
  )
}

const CONNECTION_WORDS = {
  reconnecting: 'Reconnecting…',
  offline:
    'You are offline. The shoot goes on without this page, nothing is lost, and this page catches up once there is a connection.',
  signed_out: 'You are signed out. Once you are back, this goes on by itself.',
} as const

function statusWords(view: SessionView): string {
  if (view.running) return view.status ?? 'The director is at work.'
  const pending = pendingCheckpoint(view)
  return pending === undefined
    ? ''
    : `The ${STAGE_NAMES[pending.stage]} ${pending.stage === 'frames' || pending.stage === 'clips' ? 'wait' : 'waits'} for your decision.`
}
