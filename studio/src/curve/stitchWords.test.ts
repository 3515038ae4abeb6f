import { expect, it } from 'vitest'
import { DEFAULT_CURVE } from './SpeedCurve.ts'
import { stitchWords } from './stitchWords.ts'

it('says all numbers of a curve', () => {
  expect(stitchWords({ ...DEFAULT_CURVE, loop: true })).toBe(
    'Stitch the film with cubic-bezier(0.85, 0, 0.15, 1), 1.5 s a clip, 60 fps, looped.',
  )
  expect(stitchWords({ handles: [0, 0, 1, 1], secondsPerClip: 0.5, fps: 24, loop: false })).toBe(
    'Stitch the film with cubic-bezier(0, 0, 1, 1), 0.5 s a clip, 24 fps, without a loop.',
  )
})
