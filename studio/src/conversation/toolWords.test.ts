import { expect, test } from 'vitest'
import { toolWords } from './toolWords.ts'

test.each([
  ['generate_hero', 'Making the hero'],
  ['mcp__shoot__generate_clips', 'Making the clips'],
  ['mcp__fashion_shoot__stitch_film', 'Stitching the film'],
  ['mcp__shoot__set_stops', 'Changing when to stop'],
  ['Skill', 'Reading the notes'],
  ['mcp__shoot__polish_shoes', 'polish shoes'],
])('%s reads “%s”', (tool, words) => {
  expect(toolWords(tool)).toBe(words)
})
