import { memo } from 'react'

/** What the person said. */
export const PersonWords = memo(function PersonWords({ text }: { text: string }) {
  return (
    <p
      data-testid="person-words"
      className="wrap-break-word my-3 ml-auto w-fit max-w-[85%] whitespace-pre-wrap rounded-card bg-well px-3.5 py-2 text-body"
    >
      <span className="sr-only">You: </span>
      {text}
    </p>
  )
})
