import { expect } from 'vitest'
import type { Logged } from './wire.ts'

/** Fails unless every message of a turn that was listened to live is, character for character, what its tokens said. */
export function expectTokensToMakeMessages(turn: readonly Logged[]): void {
  let tokens = ''
  for (const { event } of turn) {
    if (event.type === 'text_delta') tokens += event.text
    if (event.type === 'message_type_hint') expect(tokens).toBe('')
    if (event.type !== 'assistant_message') continue
    expect(tokens).toBe(event.text)
    tokens = ''
  }
}
