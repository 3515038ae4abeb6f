import type { ConversationItem } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { turnsBack } from './turnsBack.ts'

/** Turns of so many entries, of which a person's words are the first. */
const turns = (count: number, entries: number) =>
  Array.from({ length: count * entries }, (_, index) => {
    const text = String(index)
    return index % entries === 0
      ? { kind: 'person', text, at: '2026-05-20T12:00:00.000Z' }
      : { kind: 'director', messageType: 'text', text, streaming: false }
  }) satisfies ConversationItem[]

test('a long conversation is shown from where a person spoke, a few turns before its end', () => {
  expect(turnsBack(turns(100, 25))).toBe(2425)
  expect(turnsBack(turns(100, 25), 2425)).toBe(2350)
  expect(turnsBack(turns(1, 500))).toBe(0)
})

test('a short one is shown whole', () => {
  expect(turnsBack(turns(2, 25))).toBe(0)
  expect(turnsBack([])).toBe(0)
  expect(turnsBack(turns(100, 25), 50)).toBe(0)
})
