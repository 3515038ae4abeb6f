import type { Connection } from '../session/followEvents.ts'
import { SignInLink } from '../shared/SignInLink.tsx'

const WORDS = {
  offline: 'There is no connection. Nothing is lost: this page catches up as soon as there is one.',
  signed_out: 'You are signed out. Once you are back, this goes on by itself.',
} as const

/** That the page does not hear from the shoot, and what that means. Nothing while it does, or hopes to in a moment. */
export function ConnectionNote({ connection, className = '' }: { connection: Connection; className?: string }) {
  const cut = connection === 'offline' || connection === 'signed_out'
  return (
    <div role="status" className={className}>
      {cut && (
        <p className="mb-2 border-accent border-l-2 bg-well px-3 py-2">
          {WORDS[connection]} {connection === 'signed_out' && <SignInLink />}
        </p>
      )}
    </div>
  )
}
