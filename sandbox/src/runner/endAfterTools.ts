import type { HookCallback } from '@anthropic-ai/claude-agent-sdk'
import type { Turn } from './Turns.ts'

/**
 * Ends the turn after the tools of a message, where one of them has said that only the person can help. The SDK lets a tool's result
 * end a turn by itself (`claude/endTurn`), but for one that is an error.
 */
export function endAfterTools(currentTurn: () => Turn): HookCallback {
  return async () =>
    currentTurn().endsAfterTools === true ? { continue: false, stopReason: 'The person has to help first.' } : {}
}
