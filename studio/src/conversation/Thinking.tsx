import { memo, useEffect, useRef, useState } from 'react'
import { duration } from '../shared/format.ts'
import type { DirectorItem } from './conversationRows.ts'

/** ms; for less nobody has waited. */
const WORTH_SAYING_MS = 1000

/** What the director thought, folded to a line; with how long that took where the page saw it begin. */
export const Thinking = memo(
  function Thinking({ items }: { items: DirectorItem[] }) {
    const streaming = items.some((item) => item.streaming)
    const took = useTook(streaming)
    return (
      <details data-testid="thinking" className="group py-1 text-soft">
        <summary className="flex items-center gap-2.5 rounded-inner marker:content-none">
          <svg viewBox="0 0 8 8" className="-mx-px size-2 shrink-0 transition group-open:rotate-90" aria-hidden="true">
            <path d="M2.5 1l3 3-3 3" className="fill-none stroke-current" strokeWidth="1.2" strokeLinecap="round" />
          </svg>
          <span className={streaming ? 'animate-breathe' : ''}>
            {streaming
              ? 'Thinking…'
              : took === undefined || took < WORTH_SAYING_MS
                ? 'Thought'
                : `Thought for ${duration(took)}`}
          </span>
        </summary>
        {items.map(({ text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: thoughts are only ever added, at the end.
          <p key={index} className="wrap-break-word mt-1 mb-1 ml-4 whitespace-pre-wrap">
            {text}
          </p>
        ))}
      </details>
    )
  },
  (before, after) => before.items.length === after.items.length && before.items.at(-1) === after.items.at(-1),
)

/** ms for which it has streamed so far; undefined while it streams, and when none of it was seen. */
function useTook(streaming: boolean): number | undefined {
  const begun = useRef<number>(undefined)
  const [took, setTook] = useState<number>()
  useEffect(() => {
    if (streaming) begun.current = Date.now()
    else if (begun.current !== undefined) {
      const ms = Date.now() - begun.current
      begun.current = undefined
      setTook((sum = 0) => sum + ms)
    }
  }, [streaming])
  return took
}
