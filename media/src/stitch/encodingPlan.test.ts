import { describe, expect, it } from 'vitest'
import { clipMemory } from './clipMemory.ts'
import { encodingPlan } from './encodingPlan.ts'
import type { ProbedClip } from './probeClips.ts'
import { x264Presets } from './stitchOptions.ts'

const medium = { preset: 'medium', motion: 'blend', loop: false } as const
const fullHd = { width: 1920, height: 1080 }
const ultraHd = { width: 3840, height: 2160 }

/** A clip of that size, as far as a plan asks. */
function clip({ width, height }: typeof fullHd, pixelFormat = 'yuv420p'): ProbedClip {
  const colour = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' } as const
  const times = { frames: 2, fps: 24, durationSeconds: 1 / 12 }
  const info = { kind: 'clip', format: 'mp4', codec: 'h264', pixelFormat, width, height, colour, ...times } as const
  const frameTimes = { times: [0, 1 / 24], hidden: 0, lastDuration: 1 / 24, keyFrames: [0] }
  return {
    file: '/a clip.mp4',
    probe: { info: { ...info, audio: null }, stream: 0, storedWidth: width, storedHeight: height, frameTimes },
  }
}

const planOf = (size: typeof fullHd, settings: Parameters<typeof encodingPlan>[2], cores: number) => {
  const { processes, clips } = encodingPlan([clip(size)], size, settings, cores)
  return { processes, ...clips[0]?.plan }
}

describe('encodingPlan', () => {
  it('keeps all cores busy, with one process on one core', () => {
    expect(planOf(fullHd, medium, 1)).toEqual({ processes: 1, threads: 1, lookahead: 20 })
    expect(planOf(fullHd, medium, 2)).toEqual({ processes: 2, threads: 2, lookahead: 20 })
    expect(planOf({ width: 640, height: 360 }, medium, 8)).toMatchObject({ processes: 8, threads: 2 })
  })

  it('lets no more cores take more memory than there may be', () => {
    for (const preset of x264Presets) {
      for (const cores of [2, 4, 8, 64]) {
        const { processes, threads = 0, lookahead = 0 } = planOf(fullHd, { ...medium, preset }, cores)
        if (preset === 'medium') expect([processes, threads], `${cores}`).toEqual([2, cores < 5 ? 2 : 3])
        const { probe } = clip(fullHd)
        const each = clipMemory({ ...medium, decoded: [probe], film: fullHd, preset, threads, lookahead })
        expect(processes * each, `${preset} ${cores}`).toBeLessThan(920e6)
      }
    }
    expect(planOf(fullHd, { ...medium, motion: 'compensate' }, 8)).toMatchObject({ processes: 1, threads: 3 })
  })

  it('makes 4K with the preset medium, and looks less far ahead on fewer threads where that takes too much', () => {
    expect(planOf(ultraHd, medium, 2)).toEqual({ processes: 1, threads: 2, lookahead: 20 })
    expect(planOf(ultraHd, { ...medium, preset: 'slower' }, 8)).toEqual({ processes: 1, threads: 3, lookahead: 10 })
    expect(planOf({ width: 5120, height: 2880 }, medium, 8)).toEqual({ processes: 1, threads: 1, lookahead: 0 })
  })

  it('refuses by name and in gigabytes what takes too much all the same, by its own size or the film’s', () => {
    const huge = { width: 8192, height: 8192 }
    for (const [size, film, settings, says] of [
      [huge, huge, medium, /^a clip\.mp4 \(8192×8192\) would take 5\.\d GB .* film of 8192×8192; at most 1\.6 GB/],
      [fullHd, huge, medium, /would take 4\.\d GB/],
      [ultraHd, ultraHd, { ...medium, motion: 'compensate' }, /3840×2160; motion is compensated .* 1920×1088/],
    ] as const) {
      const refused = { code: 'tooLarge', message: expect.stringMatching(says) }
      expect(() => encodingPlan([clip(size)], film, settings, 2)).toThrow(expect.objectContaining(refused))
    }
    expect(() => encodingPlan([clip(huge, 'yuv444p12le')], fullHd, medium, 2)).toThrow(/8192×8192/)
    expect(() => encodingPlan([clip(huge)], { width: 64, height: 64 }, medium, 2)).toThrow(/8192×8192/)
  })

  it('gives a clip the same plan whatever is beside it, and runs fewer at once beside a large one', () => {
    const alone = encodingPlan([clip(fullHd)], fullHd, medium, 2)
    const beside = encodingPlan([clip(fullHd), clip(ultraHd)], fullHd, medium, 2)
    expect(beside.clips[0]).toEqual(alone.clips[0])
    expect([alone.processes, beside.processes]).toEqual([2, 1])
  })
})
