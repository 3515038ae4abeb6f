import type { Checkpoint } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { decidedWords } from './decidedWords.ts'

test.each([
  ['approved', null, 'The hero image had been approved.'],
  ['revised', 'Much warmer', 'A change of the hero image had been asked for: “Much warmer”'],
  ['superseded', null, 'The hero image had been made anew.'],
] as const)('who answers what is %s already is told so', (state, note, words) => {
  const checkpoint = { stage: 'hero', state, note } as Checkpoint
  expect(decidedWords(checkpoint)).toBe(`Your answer came too late. ${words}`)
})
