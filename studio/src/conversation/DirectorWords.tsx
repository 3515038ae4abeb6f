import { lazy, memo } from 'react'
import type { DirectorItem } from './conversationRows.ts'
import type { Markdown as MarkdownWords } from './Markdown.tsx'
import { PlainWords } from './PlainWords.tsx'

/** Asked for at once. Words wait for it, since as plain text they would be higher; where it can't be had, they stand as they are. */
const loading: Promise<{ default: typeof MarkdownWords }> = import('./Markdown.tsx').then(
  (module) => ({ default: module.Markdown }),
  () => ({ default: PlainWords }),
)
const Markdown = lazy(() => loading)

const CARET = (
  <span
    aria-hidden="true"
    className="ml-0.5 inline-block h-4 w-0.5 translate-y-0.5 animate-breathe rounded-full bg-accent"
  />
)

/** What the director says. */
export const DirectorWords = memo(function DirectorWords({ item }: { item: DirectorItem }) {
  const { text, streaming, cutOff } = item
  const caret = streaming ? CARET : null
  return (
    <>
      <div data-testid="director-words" className="wrap-break-word space-y-3 py-2 text-body">
        <Markdown text={text} streaming={streaming} caret={caret} />
      </div>
      {cutOff && <p className="pb-1 text-small text-soft">Cut off here.</p>}
    </>
  )
})
