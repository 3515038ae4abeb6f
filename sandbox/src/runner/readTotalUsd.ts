import type { Query } from '@anthropic-ai/claude-agent-sdk'

/**
 * The conversation's running total in the middle of a turn, USD; null when the SDK doesn't tell. Experimental there, so whatever
 * it says is only an advance on what the turn's result will say.
 */
export async function readTotalUsd(conversation: Query): Promise<number | null> {
  try {
    const { session } = await conversation.usage_EXPERIMENTAL_MAY_CHANGE_DO_NOT_RELY_ON_THIS_API_YET({
      skipBehaviors: true,
    })
    return session.total_cost_usd
  } catch {
    return null
  }
}
