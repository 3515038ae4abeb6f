import type { SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'

/** A conversation so far, as the Agent SDK wrote it down. */
export class Transcript {
  readonly entries: SessionStoreEntry[]

  constructor(entries: SessionStoreEntry[]) {
    this.entries = entries
  }

  /** True when somebody has said something: without that, the SDK has nothing to resume. */
  get isBegun(): boolean {
    return this.entries.some(({ type }) => type === 'user' || type === 'assistant')
  }

  /** True when the director has heard the message with this id. */
  hasHeard(messageId: string): boolean {
    return this.entries.some(({ type, uuid }) => type === 'user' && uuid === messageId)
  }
}
