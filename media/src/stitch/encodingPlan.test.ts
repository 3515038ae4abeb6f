import { describe, expect, it } from 'vitest'
import { encodingPlan } from './encodingPlan.ts'
import { x264Presets } from './stitchOptions.ts'

const medium = { preset: 'medium', motion: 'blend' } as const
const fullHd = { width: 1920, height: 1080 }

describe('encodingPlan', () => {
  it('keeps all cores busy, with one process on one core', () => {
    expect(encodingPlan(fullHd, medium, 1)).toEqual({ processes: 1, threads: 1, lookahead: 20 })
    expect(encodingPlan(fullHd, medium, 2)).toEqual({ processes: 2, threads: 2, lookahead: 20 })
    expect(encodingPlan({ width: 640, height: 360 }, medium, 8)).toMatchObject({ processes: 8, threads: 2 })
  })

  it('lets no more cores take more memory than there may be', () => {
    for (const preset of x264Presets) {
      for (const cores of [2, 4, 8, 64]) {
        const { processes, threads } = encodingPlan(fullHd, { preset, motion: 'blend' }, cores)
        if (preset === 'medium')
          expect({ processes, threads }, `${cores}`).toEqual({ processes: 2, threads: cores < 5 ? 2 : 3 })
        expect(processes).toBeLessThanOrEqual(preset === 'ultrafast' || preset === 'superfast' ? 4 : 3)
        expect(threads).toBeLessThanOrEqual(3)
      }
    }
    const moved = encodingPlan(fullHd, { preset: 'medium', motion: 'compensate' }, 8)
    expect(moved).toMatchObject({ processes: 1 })
    expect(encodingPlan({ width: 3840, height: 2160 }, medium, 8)).toMatchObject({ processes: 1, threads: 3 })
  })
})
