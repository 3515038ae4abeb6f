import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Progress, stitchProgress } from './stitchProgress.ts'

describe('stitchProgress', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('speaks at least twice a second though nothing is said to it, and falls silent at the end', () => {
    const told: Progress[] = []
    const progress = stitchProgress(5, 90, (at) => told.push(at))
    vi.advanceTimersByTime(2000)
    expect(told.length).toBeGreaterThan(4)
    expect(told.at(-1)).toEqual({ fraction: 0 })
    progress.end(false)
    const { length } = told
    vi.advanceTimersByTime(2000)
    expect(told).toHaveLength(length)
  })

  it('judges what is left by what had to be encoded, not by what was there', () => {
    let last: Progress = { fraction: 0 }
    const progress = stitchProgress(5, 90, (at) => {
      last = at
    })
    for (let i = 0; i < 4; i++) progress.reused()
    expect(last.fraction).toBeCloseTo(0.8 * 0.99, 5)
    expect(last.etaMs).toBeUndefined()
    vi.advanceTimersByTime(3000)
    progress.encoded(2, 30)
    expect(last).toEqual({ fraction: expect.closeTo(((4 + 1 / 3) / 5) * 0.99, 5), etaMs: 6000 })
    progress.encoded(2, 20)
    expect(last.etaMs).toBe(6000)
    progress.end(true)
    expect(last).toEqual({ fraction: 1, etaMs: 0 })
  })
})
