import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Progress, stitchProgress } from './stitchProgress.ts'

describe('stitchProgress', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['nothing is said', []],
    ['frames are encoded now and then', [250, 250, 250, 399, 1, 500, 350]],
  ])('speaks at an even pace of at least twice a second though %s, and falls silent at the end', (_, pauses) => {
    const told: number[] = []
    const progress = stitchProgress(5, 90, () => told.push(performance.now()))
    for (const [frames, pause] of [...pauses, 2000 - pauses.reduce((sum, each) => sum + each, 0)].entries()) {
      vi.advanceTimersByTime(pause)
      progress.encoded(0, frames)
    }
    const gaps = told.slice(1).map((at, i) => at - (told[i] ?? 0))
    expect(gaps).toEqual([400, 400, 400, 400, 400])
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
    vi.advanceTimersByTime(400)
    expect(last.fraction).toBeCloseTo(0.8 * 0.99, 5)
    expect(last.etaMs).toBeUndefined()
    progress.encoded(2, 9)
    vi.advanceTimersByTime(400)
    expect(last.etaMs).toBeUndefined()
    progress.encoded(2, 30)
    vi.advanceTimersByTime(2200)
    expect(last).toEqual({ fraction: expect.closeTo(((4 + 1 / 3) / 5) * 0.99, 5), etaMs: 5600 })
    progress.encoded(2, 20)
    vi.advanceTimersByTime(400)
    expect(last.etaMs).toBe(6400)
    progress.end(true)
    expect(last).toEqual({ fraction: 1, etaMs: 0 })
  })
})
