import type { ConversationItem } from '@fashion-shoot/protocol'
import { useEffect, useRef } from 'react'
import { drafts } from '../shared/Drafts.ts'

type Saying = { error: unknown; variables: string | undefined; reset(): void }

/**
 * Words of which the answer was lost may have been heard all the same: where they then stand in the conversation, they are sent.
 * `noteSending` is to be called when words go out.
 */
export function useHeard(sessionId: string, { error, variables, reset }: Saying, said: readonly ConversationItem[]) {
  const from = useRef(0)
  useEffect(() => {
    if (!error || variables === undefined || !isHeard(said, from.current, variables)) return
    drafts.sent(sessionId, variables)
    reset()
  })
  return {
    noteSending() {
      from.current = said.length
    },
  }
}

function isHeard(said: readonly ConversationItem[], from: number, words: string): boolean {
  return said.slice(from).some((item) => item.kind === 'person' && item.text === words)
}
