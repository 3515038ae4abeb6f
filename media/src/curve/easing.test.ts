import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easing } from './easing.ts'
import { namedEasings } from './namedEasings.ts'

/** The curve's value by walking the bezier itself in fine steps: independent of the solver under test. */
function walk([x1, y1, x2, y2]: readonly [number, number, number, number], x: number): number {
  const point = (t: number, a: number, b: number) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3
  let low = 0
  let high = 1
  for (let i = 0; i < 60; i++) {
    const t = (low + high) / 2
    if (point(t, x1, x2) < x) low = t
    else high = t
  }
  return point((low + high) / 2, y1, y2)
}

describe('easing', () => {
  it('solves every named curve as the bezier itself does', () => {
    for (const [name, handles] of Object.entries(namedEasings)) {
      const curve = easing(name)
      for (let x = 0; x <= 1; x += 0.0173) expect(curve.at(x), `${name} at ${x}`).toBeCloseTo(walk(handles, x), 6)
    }
  })

  it('is slow at both ends and fast in the middle for the default curve', () => {
    const swoop = easing('dramaticSwoop')
    expect(swoop.at(0.1)).toBeLessThan(0.01)
    expect(swoop.at(0.9)).toBeGreaterThan(0.99)
    expect(swoop.at(0.5)).toBeCloseTo(0.5, 9)
  })

  it('takes four numbers, and holds and reports a curve that leaves 0…1', () => {
    expect(easing('0.85, 0, 0.15, 1').at(0.3)).toBe(easing('dramaticSwoop').at(0.3))
    const back = easing('0.36,0,0.66,-0.56')
    expect(back.clamped).toBe(true)
    expect(back.at(0.2)).toBe(0)
    expect(easing('ease').clamped).toBe(false)
  })

  it('follows any handles, holding the clip where they leave it or run backwards', () => {
    const x = fc.double({ min: 0, max: 1, noNaN: true })
    const y = fc.double({ min: -3, max: 4, noNaN: true })
    const follows = fc.property(x, y, x, y, (...handles) => {
      const curve = easing(handles.join(','))
      let highest = 0
      let isFollowed = true
      for (let i = 0; i <= 400; i++) {
        const wanted = walk(handles, i / 400)
        highest = Math.max(highest, Math.min(1, wanted))
        if (Math.abs(wanted - highest) > 1e-3) isFollowed = false
        // Between two steps of 1/400 the peak itself may lie higher.
        expect(curve.at(i / 400)).toBeGreaterThan(highest - 1e-6)
        if (isFollowed) expect(curve.at(i / 400)).toBeCloseTo(wanted, 5)
        else expect(curve.clamped).toBe(true)
        expect(curve.at(i / 400)).toBeGreaterThanOrEqual(i > 0 ? curve.at((i - 1) / 400) : 0)
      }
      expect(curve.note !== undefined).toBe(curve.clamped)
    })
    fc.assert(follows, {
      seed: 4,
      numRuns: 30,
      examples: [
        [1, 0, 0, 1],
        [0, 1, 1, 0],
        [0.5, 1 / 3, 0.5, 2 / 3],
      ],
    })
    expect(easing('0.1,1.5,0.9,-0.5').note).toContain('backwards')
    expect(easing('0.36,0,0.66,-0.56').note).toContain('first or last frame')
    expect(easing('ease').note).toBeUndefined()
  })

  it.each(['swoosh', '', '1,2,3', '0.1,0,0.2,1,5', '0.1,,0.2,1', '1.2,0,0.5,1', 'toString'])(
    'refuses %j in words',
    (spec) => {
      expect(() => easing(spec)).toThrow(
        expect.objectContaining({ code: 'wrongUse', hint: expect.stringMatching(/\w/) }),
      )
    },
  )
})
