import { expect, test } from 'vitest'
import { duration, list, moment, remaining, runningTime, usd } from './format.ts'

test('money has cents, and says when it is less than one', () => {
  expect([0, 0.001, 0.15, 1.75, 12, 10_000].map(usd)).toEqual([
    '$0.00',
    '<$0.01',
    '$0.15',
    '$1.75',
    '$12.00',
    '$10,000.00',
  ])
})

test('durations grow coarser', () => {
  expect([12, 400, 9940, 18_200, 59_600, 125_000].map(duration)).toEqual([
    '0.1 s',
    '0.4 s',
    '9.9 s',
    '18 s',
    '1 min 0 s',
    '2 min 5 s',
  ])
})

test('what runs is counted in whole seconds', () => {
  expect([0, 999, 18_900, 125_000].map(runningTime)).toEqual(['0 s', '0 s', '18 s', '2 min 5 s'])
})

test('remaining time is no more exact than an estimate', () => {
  expect([500, 4200, 21_900, 100_000].map(remaining)).toEqual([
    'a moment left',
    'about 4 s left',
    'about 20 s left',
    'about 2 min left',
  ])
})

test('a moment of today is a time, an earlier one a day', () => {
  const now = new Date(2026, 4, 20, 16, 0)
  expect(moment(new Date(2026, 4, 20, 14, 2).toISOString(), now)).toBe('14:02')
  expect(moment(new Date(2026, 4, 3, 14, 2).toISOString(), now)).toBe('3 May')
  expect(moment(new Date(2025, 4, 3, 14, 2).toISOString(), now)).toBe('3 May 2025')
})

test('lists read as phrases', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a and b', 'a, b and c'])
})
