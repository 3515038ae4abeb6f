import { Link } from '@tanstack/react-router'
import type { ShootsSearch } from './shootsSearch.ts'
import { HOW_FAR_WORDS } from './shootWords.ts'

/** Why there is nothing to be seen, and the way on. */
export function NoShoots({ search: { q, stage, archived } }: { search: ShootsSearch }) {
  if (q !== undefined) {
    return (
      <p className="text-soft">
        No {archived ? 'archived ' : ''}shoot {stage && `at “${HOW_FAR_WORDS[stage]}” `}has “{q}” in its title.
      </p>
    )
  }
  if (stage !== undefined) {
    return (
      <p className="text-soft">
        No {archived ? 'archived ' : ''}shoot is at “{HOW_FAR_WORDS[stage]}”.
      </p>
    )
  }
  if (archived) return <p className="text-soft">Nothing is archived.</p>
  return (
    <p className="text-soft">
      None yet.{' '}
      <Link to="/" className="text-ink underline underline-offset-4">
        The first one begins with a photo
      </Link>
      , or with the sample photos. Or{' '}
      <Link to="/sample" className="text-ink underline underline-offset-4">
        look through a finished one
      </Link>{' '}
      first.
    </p>
  )
}
