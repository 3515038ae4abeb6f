import { beforeEach, expect, it } from 'vitest'
import { openStorage } from '../../test/openStorage.ts'
import { DailySpend } from './DailySpend.ts'

let now: number
let sql: SqlStorage
let spend: DailySpend

beforeEach(() => {
  now = Date.parse('2026-11-28T22:00:00Z')
  sql = openStorage().sql
  spend = new DailySpend(sql, 1, () => now)
})

it('refuses what would pass the cap, keeps nothing of that, and takes what still fits', () => {
  expect(spend.reserve('a', 0.7)).toBe(true)
  expect(spend.reserve('b', 0.35)).toBe(false)
  expect(spend.reserve('c', 0.3)).toBe(true)
  expect(spend.isUsedUp).toBe(true)
  expect(spend.reserve('d', 0.01)).toBe(false)
  expect(spend.reserve('free', 0)).toBe(true)
})

it('counts an item once, at what was last said of it', () => {
  for (const _ of [1, 2, 3]) expect(spend.reserve('a', 0.9)).toBe(true)
  spend.correct('a', 0.15)
  expect(spend.reserve('b', 0.85)).toBe(true)
  spend.correct('a', 0)
  spend.correct('turn', 0.05)
  spend.correct('turn', 0.1)
  expect([spend.isUsedUp, spend.reserve('c', 0.05)]).toEqual([false, true])
  // Three times 0.1 is more than 0.3 to a computer.
  spend = new DailySpend(openStorage().sql, 0.3, () => now)
  expect(['x', 'y', 'z'].map((item) => spend.reserve(item, 0.1))).toEqual([true, true, true])
})

it('begins anew at midnight (UTC), where what was ordered before stays with its own day', () => {
  spend.reserve('a', 1)
  now += 2 * 60 * 60_000
  expect([spend.isUsedUp, spend.reserve('b', 0.6)]).toEqual([false, true])
  spend.correct('a', 0.9)
  expect(spend.reserve('c', 0.4)).toBe(true)
})

it('forgets a day after a week', () => {
  spend.reserve('old', 1)
  now += 8 * 24 * 60 * 60_000
  spend.reserve('new', 1)
  expect(sql.exec('SELECT item FROM spend').toArray()).toMatchObject([{ item: 'new' }])
})
