import { expect, test } from 'vitest'
import { placeAfterKey } from './placeAfterKey.ts'

test.each([
  ['ArrowLeft', 2, 1],
  ['ArrowUp', 2, 1],
  ['ArrowRight', 2, 3],
  ['ArrowDown', 2, 3],
  ['Home', 2, 0],
  ['End', 2, 3],
  ['ArrowLeft', 0, null],
  ['ArrowRight', 3, null],
  ['Home', 0, null],
  ['Enter', 2, null],
])('%s from place %i of four', (key, at, to) => {
  expect(placeAfterKey(key, at, 4)).toBe(to)
})
