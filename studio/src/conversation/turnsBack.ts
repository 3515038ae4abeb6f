import type { ConversationItem } from '@fashion-shoot/protocol'

/** Entries of a conversation that are shown at once; that many more come when somebody goes back. */
const AT_ONCE = 60

/** Where in the conversation to begin, so that about so much more than from `before` on is shown: where a person spoke, as a turn is only shown whole. */
export function turnsBack(conversation: readonly ConversationItem[], before = conversation.length): number {
  const most = Math.max(0, before - AT_ONCE)
  return Math.max(
    0,
    conversation.findLastIndex(({ kind }, index) => index <= most && kind === 'person'),
  )
}
