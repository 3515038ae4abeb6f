import { expect } from 'vitest'
import type { Logged } from './wire.ts'

/**
 * Fails unless every message is, character for character, what its tokens said. A listener that lags gets the last tokens of a
 * message with the message itself, so what it has before that is the message's beginning.
 *
 * @returns how many of the messages came token by token to their very end
 */
export function expectTokensToMakeMessages(turn: readonly Logged[]): number {
  let tokens = ''
  let whole = 0
  for (const { event } of turn) {
    if (event.type === 'text_delta') tokens += event.text
    if (event.type === 'message_type_hint') expect(tokens).toBe('')
    if (event.type !== 'assistant_message') continue
    const text = String(event.text)
    expect(text.slice(0, tokens.length)).toBe(tokens)
    if (text === tokens) whole++
    tokens = ''
  }
  return whole
}
