import type { ReactNode } from 'react'

/** Words as they were written. */
export function PlainWords({ text, caret }: { text: string; caret: ReactNode }) {
  return (
    <p className="whitespace-pre-wrap">
      {text}
      {caret}
    </p>
  )
}
