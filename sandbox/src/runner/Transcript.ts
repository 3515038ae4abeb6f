import type { SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'
import { z } from 'zod'

/** The SDK's own note of its running total, from which a resumed conversation counts on. */
const CostState = z.object({ type: z.literal('cost-state'), totalCostUSD: z.number().nonnegative() })

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

  /** USD. What was spent after the SDK's last note is not in it, and not in the total of a resumed conversation either. */
  get totalUsd(): number {
    const notes = this.entries.flatMap((entry) => CostState.safeParse(entry).data ?? [])
    return notes.at(-1)?.totalCostUSD ?? 0
  }
}
