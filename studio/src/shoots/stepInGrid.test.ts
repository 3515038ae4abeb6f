import { expect, test } from 'vitest'
import { stepInGrid } from './stepInGrid.ts'

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 3, 2],
  ['ArrowDown', 1, 4],
  ['ArrowUp', 4, 1],
  ['ArrowLeft', 0, null],
  ['ArrowRight', 6, null],
  ['ArrowUp', 2, null],
  ['ArrowDown', 4, null],
  ['Enter', 1, null],
])('%s from place %i of seven in three columns', (key, place, next) => {
  expect(stepInGrid(key, place, 3, 7)).toBe(next)
})
