import { expect, test } from 'vitest'
import { reconnectDelay } from './reconnectDelay.ts'

test('doubles from 400 ms to 10 s', () => {
  const middle = (failures: number) => reconnectDelay(failures, () => 0.5)
  expect([0, 1, 2, 3, 4, 5, 40].map(middle)).toEqual([400, 800, 1600, 3200, 6400, 10_000, 10_000])
})

test('spreads by a quarter to either side', () => {
  expect(reconnectDelay(0, () => 0)).toBe(300)
  expect(reconnectDelay(0, () => 1)).toBe(500)
})
