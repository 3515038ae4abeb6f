import { namedEasings } from '@fashion-shoot/media/curve'
import { expect, it } from 'vitest'
import { clipMoments, framesPerClip, placeOnCurve, speedsOf } from './filmPlan.ts'
import { DEFAULT_CURVE } from './SpeedCurve.ts'

const swoop = DEFAULT_CURVE
const linear = { ...DEFAULT_CURVE, handles: namedEasings.linear }

it('gives each clip as many frames as the film has of it', () => {
  expect(framesPerClip({ secondsPerClip: 1.5, fps: 60 })).toBe(90)
  expect(framesPerClip({ secondsPerClip: 0.7, fps: 25 })).toBe(18)
})

it('shows at a moment of the film the moment of the clip that the curve leads to', () => {
  expect(clipMoments({ ...linear, secondsPerClip: 0.5, fps: 24 }, 6).slice(0, 4)).toEqual([0, 0.5, 1, 1.5])
  const moments = clipMoments(swoop, 5)
  expect(moments).toHaveLength(90)
  expect(moments[45]).toBeCloseTo(2.5, 9)
  expect(moments[9]).toBeLessThan(0.05)
})

it('places a frame of any clip on the curve', () => {
  expect(placeOnCurve(linear, 90 + 45)).toEqual({ x: 0.5, y: 0.5 })
  expect(placeOnCurve(swoop, 0)).toEqual({ x: 0, y: 0 })
})

it('says how fast a clip runs against how it was filmed', () => {
  const { atCuts, fastest } = speedsOf({ ...linear, secondsPerClip: 2 }, 5)
  expect(atCuts).toBeCloseTo(2.5, 9)
  expect(fastest).toBeCloseTo(2.5, 9)
  const ramp = speedsOf(swoop, 5)
  expect(ramp.atCuts).toBeLessThan(0.2)
  expect(ramp.fastest).toBeGreaterThan(10)
})
