import { LOCAL_OWNER } from '@fashion-shoot/protocol'
import { useEffect, useState } from 'react'
import { me } from '../api/studioApi.ts'

/** Who is signed in, and the way out. Nothing where nobody signs in: on one's own machine. */
export function SignedIn({ className = '' }: { className?: string }) {
  const [owner, setOwner] = useState<string | null>(null)
  useEffect(() => {
    // Who can't be told is told of it where something is tried.
    me().then(
      (answer) => setOwner(answer.owner),
      () => {},
    )
  }, [])
  if (owner === null || owner === LOCAL_OWNER) return null
  return (
    <form
      method="post"
      action="/logout"
      className={`flex min-w-0 items-baseline gap-3 text-small text-soft ${className}`}
    >
      <span className="truncate">{owner}</span>
      <button type="submit" className="shrink-0 text-ink underline underline-offset-4">
        Sign out
      </button>
    </form>
  )
}
