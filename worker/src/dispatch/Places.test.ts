import { beforeEach, describe, expect, it } from 'vitest'
import { openStorage } from '../../test/openStorage.ts'
import { Places } from './Places.ts'

const MINUTE = 60_000
const LEASE = 35 * MINUTE

let now: number
let places: Places

beforeEach(() => {
  now = Date.parse('2026-11-28T12:00:00Z')
  places = new Places(openStorage().sql, { limits: { fal: 2, kling: 2 }, leaseMs: LEASE, now: () => now })
})

/** Has jobs such as `a1` of session `a` ask, and returns those that got a place. */
function ask(jobs: string[], provider: 'fal' | 'kling' = 'kling'): string[] {
  for (const jobId of jobs) places.claim({ jobId, sessionId: jobId.slice(0, 1), provider })
  return places.fill().map(({ jobId }) => jobId)
}

/** Frees a place, and returns who got it. */
function free(jobId: string): string[] {
  places.free(jobId)
  return places.fill().map(({ jobId }) => jobId)
}

describe('places', () => {
  it('are given up to the limit of each provider', () => {
    expect(ask(['a1', 'a2', 'a3'])).toEqual(['a1', 'a2'])
    expect(ask(['a4', 'a5', 'a6'], 'fal')).toEqual(['a4', 'a5'])
    expect(['a1', 'a2', 'a3', 'a4', 'a6'].map((id) => places.holds(id))).toEqual([true, true, false, true, false])
  })

  it('go first to the shoot that has the fewest, then to whoever has waited longest', () => {
    ask(['a1', 'a2', 'a3', 'a4'])
    now += 1
    ask(['b1', 'b2'])
    now += 1
    ask(['c1'])
    expect(free('a1')).toEqual(['b1'])
    expect(free('a2')).toEqual(['c1'])
    expect(free('b1')).toEqual(['a3'])
    expect(free('c1')).toEqual(['b2'])
    expect(free('a3')).toEqual(['a4'])
  })

  it('go round also where there is only one', () => {
    places = new Places(openStorage().sql, { limits: { fal: 1, kling: 1 }, leaseMs: LEASE, now: () => now })
    expect(ask(['a1', 'a2', 'a3', 'b1', 'b2'])).toEqual(['a1'])
    expect(['a1', 'b1', 'a2', 'b2'].map(free)).toEqual([['b1'], ['a2'], ['b2'], ['a3']])
  })

  it('are one for a job, however often it asks, and asking again loses no turn in the line', () => {
    ask(['a1', 'b1', 'c1'])
    now += 1
    ask(['d1'])
    expect(ask(['a1', 'c1', 'd1'])).toEqual([])
    expect(free('b1')).toEqual(['c1'])
  })

  it('that are not looked after are free again: soon where nobody has come for them, else when no job can be at work there', () => {
    ask(['a1', 'b1', 'c1', 'd1'])
    // Its session has heard of it.
    ask(['a1'])
    now += 3 * MINUTE - 1
    expect(ask(['d1'])).toEqual([])
    now += 1
    expect(ask([])).toEqual(['d1'])
    ask(['d1'])
    now += LEASE - 3 * MINUTE
    expect([ask(['e1']), places.holds('a1')]).toEqual([['e1'], false])
  })
})
