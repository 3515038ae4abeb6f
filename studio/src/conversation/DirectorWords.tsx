import type { ConversationItem } from '@fashion-shoot/protocol'
import { memo } from 'react'

type Director = Extract<ConversationItem, { kind: 'director' }>

/** What the director says, character for character; its thinking is folded to a line. */
export const DirectorWords = memo(function DirectorWords({ item }: { item: Director }) {
  if (item.messageType === 'thinking') return <Thinking item={item} />
  return (
    <p data-testid="director-words" className="wrap-break-word whitespace-pre-wrap py-2 text-body">
      {item.text}
      {item.streaming && <Caret />}
    </p>
  )
})

function Caret() {
  return (
    <span
      aria-hidden="true"
      className="ml-0.5 inline-block h-4 w-0.5 translate-y-0.5 animate-breathe rounded-full bg-accent"
    />
  )
}

function Thinking({ item: { text, streaming } }: { item: Director }) {
  return (
    <details className="group border-line border-l-2 py-0.5 pl-3 text-soft">
      <summary className="truncate marker:content-none group-open:mb-1">
        <span className="group-open:hidden">{text === '' ? 'Thinking…' : text}</span>
        <span className="hidden group-open:inline">{streaming ? 'Thinking…' : 'Thought'}</span>
      </summary>
      <p className="wrap-break-word whitespace-pre-wrap">{text}</p>
    </details>
  )
}
