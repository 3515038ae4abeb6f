import { expect, it } from 'vitest'
import { pollPause } from './pollPause.ts'

/** When the end of work is noticed, as a share of the time that it took. */
function noticed(ms: number): number {
  let at = 0
  for (let polls = 0; at < ms; polls++) at += pollPause(polls)
  return at / ms
}

it('notices the end of work of any length soon, for what it took', () => {
  const lengths = Array.from({ length: 300 }, (_, index) => 4000 * 1.02 ** index)
  const shares = lengths.map(noticed)
  expect(Math.max(...shares)).toBeLessThan(1.055)
  expect(shares.reduce((sum, share) => sum + share) / shares.length).toBeLessThan(1.03)
})

it('asks neither more often than five times a second nor more rarely than every four seconds', () => {
  expect([0, 1, 20, 1000].map(pollPause)).toEqual([200, 200, 200, 4000])
})
