import type { ConversationItem } from '@fashion-shoot/protocol'

/** True when a tool did not fail by itself: Stop ended it, or its turn ended before it came back. */
export function wasStopped({ state, error, durationMs }: Extract<ConversationItem, { kind: 'tool' }>): boolean {
  if (state !== 'failed') return false
  return error === undefined ? durationMs === undefined : error.startsWith('Stopped.')
}
