import { LOCAL_OWNER } from '@fashion-shoot/protocol'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'

/** Who is signed in, and the way out. Nothing where nobody signs in: on one's own machine. */
export function SignedIn({ className = '' }: { className?: string }) {
  const owner = useQuery(meQuery).data?.owner
  // Who can't be told is told of it where something is tried.
  if (owner === undefined || owner === LOCAL_OWNER) return null
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
