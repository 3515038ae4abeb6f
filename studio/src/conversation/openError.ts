import { type ConversationItem, fallsShort } from '@fashion-shoot/protocol'

export type ErrorItem = Extract<ConversationItem, { kind: 'error' }>

/**
 * The error that keeps a shoot from going on; null once the person has spoken again, and where the director has come to something that waits
 * for a decision all the same. A budget that falls short does so beside a decision, and before any other trouble.
 */
export function openError(conversation: readonly ConversationItem[]): ErrorItem | null {
  const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person') + 1)
  const errors = turn.filter((item) => item.kind === 'error')
  const short = errors.findLast(({ shortfall }) => shortfall !== undefined && fallsShort(shortfall))
  if (short !== undefined) return short
  const last = turn.findLast(({ kind }) => kind === 'error' || kind === 'checkpoint')
  return last?.kind === 'error' ? last : null
}
