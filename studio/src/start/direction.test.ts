import type { Choice } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { readChoice, withChoice } from './direction.ts'

const LINE = 'Confident streetwear editorial, city at dusk'

test('a choice becomes the last sentence of the line, and is read from it', () => {
  const posed = withChoice(LINE, 'pose', 'Street walk')
  expect(posed).toBe('Confident streetwear editorial, city at dusk. Pose: Street walk.')
  const both = withChoice(posed, 'ratio', '16:9')
  expect(both).toBe('Confident streetwear editorial, city at dusk. Pose: Street walk. Aspect ratio: 16:9.')
  expect(readChoice(both, 'pose')).toBe('Street walk')
  expect(readChoice(both, 'ratio')).toBe('16:9')
  expect(readChoice(both, 'look')).toBeNull()
})

test('another choice takes the place of the first, and none takes its sentence out', () => {
  const line = ['pose', 'background'].reduce((all, choice) => withChoice(all, choice as Choice, 'One'), LINE)
  expect(withChoice(line, 'pose', 'Two')).toBe(`${LINE}. Pose: Two. Background: One.`)
  expect(withChoice(line, 'pose', null)).toBe(`${LINE}. Background: One.`)
  expect(withChoice(LINE, 'pose', null)).toBe(LINE)
})

test('an empty line holds the choice alone', () => {
  expect(withChoice('', 'look', 'Velvia flash')).toBe('Look: Velvia flash.')
  expect(withChoice('Look: Velvia flash.', 'look', null)).toBe('')
})

test.each([
  ['pose: street walk', 'street walk'],
  ['Quiet. Pose:street walk. More.', 'street walk'],
  ['Two lines\nPose: street walk\nand more', 'street walk'],
  ['Not this pose, please', null],
  ['Purpose: none.', null],
  ['A strong pose: red on red, please.', null],
])('what a person writes counts as well: %s', (line, value) => {
  expect(readChoice(line, 'pose')).toBe(value)
})

test('the words after a sentence that is replaced stay', () => {
  expect(withChoice('Quiet. Pose: street walk. Wet asphalt.', 'pose', 'Seated editorial')).toBe(
    'Quiet. Pose: Seated editorial. Wet asphalt.',
  )
  expect(withChoice('Two lines\nPose: street walk\nand more', 'pose', null)).toBe('Two lines\nand more')
})
