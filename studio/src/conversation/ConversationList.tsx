import type { SessionView } from '@fashion-shoot/protocol'
import { useMemo, useRef } from 'react'
import { Button } from '../shared/Button.tsx'
import { leadOnFromPress } from '../shared/useFocusLedOn.ts'
import { useIsWide } from '../shared/useIsWide.ts'
import { ActivityLine } from './ActivityLine.tsx'
import { type ConversationRow, conversationRows } from './conversationRows.ts'
import { DirectorWords } from './DirectorWords.tsx'
import { ErrorItem } from './ErrorItem.tsx'
import { PersonWords } from './PersonWords.tsx'
import { Thinking } from './Thinking.tsx'
import { useEarlier } from './useEarlier.ts'
import { useFollowing } from './useFollowing.ts'

type ConversationListProps = {
  sessionId: string
  view: SessionView
  onRetry(): void
}

/** What was said and done, in order; of a long talk the end, and the rest as one goes back. It follows the newest words unless the person has scrolled back. */
export function ConversationList({ sessionId, view, onRetry }: ConversationListProps) {
  const box = useRef<HTMLDivElement>(null)
  // Elsewhere the way on from a trouble is at the top of the window.
  const isWide = useIsWide()
  const { conversation, running } = view
  const earlier = useEarlier(box, conversation)
  const { from } = earlier
  const rows = useMemo(() => conversationRows(conversation, running, from), [conversation, running, from])
  const said = conversation.filter(({ kind }) => kind === 'person').length
  const following = useFollowing(box, conversation, said)

  function retry() {
    leadOnFromPress(box)
    onRetry()
  }

  function show(row: ConversationRow) {
    switch (row.kind) {
      case 'person':
        return <PersonWords text={row.item.text} />
      case 'words':
        return <DirectorWords item={row.item} />
      case 'thinking':
        return <Thinking items={row.items} />
      case 'activity':
        return (
          <ActivityLine tools={row.tools} resumed={row.resumed} onRetry={row.retry && isWide ? retry : undefined} />
        )
      case 'error':
        return (
          <ErrorItem
            item={row.item}
            open={row.open}
            sessionId={sessionId}
            onRetry={row.retry && isWide ? retry : undefined}
          />
        )
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
      onScroll={() => {
        following()
        earlier.onScroll()
      }}
      className="relative px-4 py-4 wide:min-h-0 wide:grow wide:overflow-y-auto wide:px-5"
    >
      {from > 0 && (
        <Button look="quiet" className="w-full" onClick={earlier.showEarlier}>
          Earlier
        </Button>
      )}
      {rows.map((row) => (
        <div key={row.at} data-row="">
          {show(row)}
        </div>
      ))}
    </div>
  )
}
