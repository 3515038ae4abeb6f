import { expect, test } from 'vitest'
import { readOptions } from './readOptions.ts'

test.each(['', '{"stops":', '[]', '{"stops":"now and then"}'])(
  '%j that was kept is no options, and no error',
  (words) => {
    expect(readOptions(words)).toEqual({})
  },
)

test('options are what was kept', () => {
  expect(readOptions('{"budgetUsd":3}')).toEqual({ budgetUsd: 3 })
})
