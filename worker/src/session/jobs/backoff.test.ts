import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backoff } from './backoff.ts'

it('doubles up to half a minute, and half of it is chance', () => {
  expect([1, 2, 3, 6, 1000].map((errors) => backoff(errors, () => 1))).toEqual([1000, 2000, 4000, 30_000, 30_000])
  expect([1, 2, 3, 6, 1000].map((errors) => backoff(errors, () => 0))).toEqual([500, 1000, 2000, 15_000, 15_000])
})

it('never calls at once, nor later than in half a minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (errors, chance) => {
      const ms = backoff(errors, () => chance)
      return ms >= 500 && ms <= 30_000
    }),
  )
})
