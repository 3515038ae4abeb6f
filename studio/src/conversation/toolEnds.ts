import type { ConversationItem } from '@fashion-shoot/protocol'

type Tool = Extract<ConversationItem, { kind: 'tool' }>

/** True when a tool did not fail by itself: Stop ended it, or its turn ended before it came back. */
export function wasStopped({ state, error, durationMs }: Tool): boolean {
  if (state !== 'failed') return false
  return error === undefined ? durationMs === undefined : error.startsWith('Stopped.')
}

/** True when the director went away while the tool ran; what it was about is taken up again by itself. */
export function wasInterrupted({ state, error }: Tool): boolean {
  return state === 'failed' && error?.startsWith('Interrupted;') === true
}
