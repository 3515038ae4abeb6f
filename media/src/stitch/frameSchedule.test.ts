import { describe, expect, it } from 'vitest'
import { easing } from '../curve/easing.ts'
import { namedEasings } from '../curve/namedEasings.ts'
import { frameSchedule } from './frameSchedule.ts'

const evenTimes = (frames: number, fps: number) => Array.from({ length: frames }, (_, i) => i / fps)
const shown = (pick: { base: number; next: number; weight: number }) =>
  pick.base + (pick.next - pick.base) * pick.weight

describe('frameSchedule', () => {
  it.each([24, 25, 30000 / 1001, 30, 60])(
    'stays within half a source frame of the curve, without bias, at %d fps',
    (fps) => {
      const times = evenTimes(Math.round(fps * 5), fps)
      const curve = easing('dramaticSwoop')
      const picks = frameSchedule(times, curve, 90)
      const errors = picks.map((pick, i) => shown(pick) - curve.at(i / 90) * (times.length - 1))
      expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(0.5)
      expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / 90)).toBeLessThan(0.05)
    },
  )

  it('shows another picture at every step, whatever the curve and the rates', () => {
    for (const name of Object.keys(namedEasings)) {
      for (const frames of [24, 90, 150]) {
        const curve = easing(name)
        const picks = frameSchedule(evenTimes(121, 24), curve, frames).map(shown)
        for (let i = 1; i < frames; i++) {
          const moved = (curve.at(i / frames) - curve.at((i - 1) / frames)) * 120
          // What moves by less than a 255th of a frame changes nothing in 8 bits.
          const least = moved > 1 / 255 ? 1 / 255 : 0
          expect((picks[i] ?? 0) - (picks[i - 1] ?? 0), `${name} ${i}`).toBeGreaterThanOrEqual(least)
        }
      }
    }
  })

  it('moves at every step of the slow parts and mixes nothing in the fast part', () => {
    const picks = frameSchedule(evenTimes(120, 24), easing('gentleSwoop'), 90)
    for (let i = 3; i < 88; i++)
      expect(shown(picks[i] ?? { base: 0, next: 0, weight: 0 })).toBeGreaterThan(
        shown(picks[i - 1] ?? { base: 0, next: 0, weight: 0 }),
      )
    for (const pick of picks.slice(35, 55)) expect([0, 1]).toContain(pick.weight)
    expect(picks.some((pick) => pick.weight > 0.1 && pick.weight < 0.9)).toBe(true)
  })

  it('goes by the real times where the frame rate varies', () => {
    const picks = frameSchedule([0, 0.1, 0.2, 1], easing('linear'), 10)
    const expected = [0, 1, 2, 2.125, 2.25, 2.375, 2.5, 2.625, 2.75, 2.875]
    picks.forEach((pick, i) => {
      expect(shown(pick)).toBeCloseTo(expected[i] ?? -1, 2)
    })
  })

  it('never goes back, and starts at the first frame', () => {
    const picks = frameSchedule(evenTimes(121, 24), easing('dramaticSwoop'), 90)
    expect(picks[0]).toEqual({ base: 0, next: 1, weight: 0 })
    for (let i = 1; i < 90; i++) expect(picks[i]?.base).toBeGreaterThanOrEqual(picks[i - 1]?.base ?? 0)
  })

  it('shows the only frame of a one-frame clip throughout', () => {
    expect(frameSchedule([0.04], easing('ease'), 3)).toEqual(Array(3).fill({ base: 0, next: 0, weight: 0 }))
  })
})
