import { expect, test } from 'vitest'
import { changeItself, pickedIn, withPicks, withWords } from './changeSentence.ts'

test.each([
  ['', 'frames', [2], 'Edit frame 2: '],
  ['', 'clips', [5, 2], 'Redo clips 2 and 5: '],
  ['softer light', 'frames', [1, 2, 6], 'Edit frames 1, 2 and 6: softer light'],
  ['Edit frames 2 and 5: softer light', 'frames', [5], 'Edit frame 5: softer light'],
  ['Edit frames 2 and 5: softer light', 'frames', [], 'softer light'],
] as const)('“%s” about %s %j', (sentence, stage, numbers, expected) => {
  const changed = withPicks(sentence, stage, [...numbers])
  expect(changed).toBe(expected)
  expect(pickedIn(changed, stage)).toEqual([...numbers].sort())
})

test.each([
  ['redo 2 and 5: slower', []],
  ['Redo clips 2, 3 and 5: slower', [2, 3, 5]],
  ['change clip 4: slower', [4]],
  ['Redo clips 2 2: slower', [2]],
  ['Edit frame 2: warmer', []],
  ['make clip 2: slower', []],
])('%s is about clips %j', (sentence, numbers) => {
  expect(pickedIn(sentence, 'clips')).toEqual(numbers)
})

test('what is asked for is what stands after the numbers', () => {
  expect(['Edit frames 2 and 5: softer', 'softer', 'Edit frame 1: '].map(changeItself)).toEqual([
    'softer',
    'softer',
    '',
  ])
})

test('quick words go to the end, once', () => {
  const once = withWords('', 'street walk pose')
  expect(once).toBe('Street walk pose')
  expect(withWords(once, 'Portra soft look')).toBe('Street walk pose, Portra soft look')
  expect(withWords('Warmer. ', 'closer')).toBe('Warmer, closer')
  expect(withWords(once, 'street walk pose')).toBe(once)
  expect(withWords('Redo clips 2 and 5: ', 'slower')).toBe('Redo clips 2 and 5: slower')
})
