import { useEffect, useRef, useState } from 'react'
import { duration } from '../shared/format.ts'

/** What the director thought, folded to a line; with how long that took where the page saw it begin. */
export function Thinking({ text, streaming }: { text: string; streaming: boolean }) {
  const took = useTook(streaming)
  return (
    <details data-testid="thinking" className="group py-1 text-soft">
      <summary className="flex items-center gap-2.5 rounded-inner marker:content-none">
        <svg viewBox="0 0 8 8" className="-mx-px size-2 shrink-0 transition group-open:rotate-90" aria-hidden="true">
          <path d="M2.5 1l3 3-3 3" className="fill-none stroke-current" strokeWidth="1.2" strokeLinecap="round" />
        </svg>
        <span className={streaming ? 'animate-breathe' : ''}>
          {streaming ? 'Thinking…' : took === undefined ? 'Thought' : `Thought for ${duration(took)}`}
        </span>
      </summary>
      <p className="wrap-break-word mt-1 mb-1 ml-4 whitespace-pre-wrap">{text}</p>
    </details>
  )
}

/** ms from the first to the last moment in which it streamed; undefined until it has ended, and when it had ended before. */
function useTook(streaming: boolean): number | undefined {
  const begun = useRef(streaming ? Date.now() : undefined)
  const [took, setTook] = useState<number>()
  useEffect(() => {
    if (!streaming && begun.current !== undefined) setTook(Date.now() - begun.current)
  }, [streaming])
  return took
}
