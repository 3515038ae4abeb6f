import type { ConversationItem, SessionView } from '@fashion-shoot/protocol'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { DirectorWords } from './DirectorWords.tsx'
import { ErrorItem } from './ErrorItem.tsx'
import { PersonWords } from './PersonWords.tsx'
import { ToolLine } from './ToolLine.tsx'
import { wasStopped } from './wasStopped.ts'

/** px from its end within which the list follows what is new. */
const FOLLOW_WITHIN = 80

type ConversationListProps = {
  sessionId: string
  view: SessionView
  /** USD that the shoot may spend */
  budgetUsd: number
  onRetry(): void
}

/** All that was said and done, in order. It follows the newest words unless the person has scrolled back. */
export function ConversationList({ sessionId, view, budgetUsd, onRetry }: ConversationListProps) {
  const box = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const { conversation, running } = view

  const follow = () => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever the conversation grows.
  useLayoutEffect(follow, [conversation])

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows, too, when the list gets less room; once is enough.
  useEffect(() => {
    const observer = new ResizeObserver(follow)
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])

  function onScroll() {
    if (!box.current) return
    const { scrollHeight, scrollTop, clientHeight } = box.current
    following.current = scrollHeight - scrollTop - clientHeight < FOLLOW_WITHIN
  }

  function show(item: ConversationItem, index: number) {
    switch (item.kind) {
      case 'person':
        return <PersonWords text={item.text} />
      case 'director':
        return <DirectorWords item={item} />
      case 'tool': {
        const retry = wasStopped(item) && !running && isLastWord(conversation, index) && isLastTool(conversation, index)
        return <ToolLine item={item} onRetry={retry ? onRetry : undefined} />
      }
      case 'checkpoint':
        // The board asks, and the person's words that follow are the answer.
        return null
      case 'error': {
        const retry = item.retryable && !running && isLastWord(conversation, index)
        return (
          <ErrorItem item={item} sessionId={sessionId} budgetUsd={budgetUsd} onRetry={retry ? onRetry : undefined} />
        )
      }
    }
  }

  return (
    <div
      ref={box}
      role="log"
      aria-label="Conversation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      tabIndex={0}
      onScroll={onScroll}
      className="relative px-4 py-4 wide:min-h-0 wide:grow wide:overflow-y-auto wide:px-5"
    >
      {conversation.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items are only ever added, at the end.
        <div key={index}>{show(item, index)}</div>
      ))}
    </div>
  )
}

/** Only the newest trouble can be tried again: once the person has gone on, it is history. */
function isLastWord(conversation: ConversationItem[], index: number): boolean {
  return conversation.slice(index + 1).every(({ kind }) => kind !== 'person' && kind !== 'error')
}

/** Of several tools that one press on Stop ended, the last speaks for all. */
function isLastTool(conversation: ConversationItem[], index: number): boolean {
  return conversation.slice(index + 1).every(({ kind }) => kind !== 'tool')
}
