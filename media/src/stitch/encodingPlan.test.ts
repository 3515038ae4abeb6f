import { describe, expect, it } from 'vitest'
import { clipMemory } from './clipMemory.ts'
import { encodingPlan } from './encodingPlan.ts'
import type { ProbedClip } from './probeClips.ts'
import { x264Presets } from './stitchOptions.ts'

type Settings = Parameters<typeof encodingPlan>[2]

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

/** The plan of the first of many equal clips, and what so many processes hold that make those that hold most. */
const planOf = (size: typeof fullHd, settings: Settings, cores: number, pixelFormat?: string) => {
  const source = clip(size, pixelFormat)
  const { processes, clips } = encodingPlan(Array(2 * cores).fill(source), size, settings, cores)
  const bytes = clips.map(({ plan }, index) => {
    const isSeam = settings.loop && index === clips.length - 1
    const decoded = [source.probe, ...(isSeam ? [source.probe] : [])]
    return clipMemory({ ...settings, decoded, film: size, ...plan })
  })
  const together = bytes.sort((a, b) => b - a).slice(0, processes)
  return { processes, ...clips[0]?.plan, together: together.reduce((sum, each) => sum + each) }
}

describe('encodingPlan', () => {
  it('keeps all cores busy, with one process on one core', () => {
    expect(planOf(fullHd, medium, 1)).toMatchObject({ processes: 1, threads: 1, lookahead: 20 })
    expect(planOf(fullHd, medium, 2)).toMatchObject({ processes: 2, threads: 2, lookahead: 20 })
    expect(planOf({ width: 640, height: 360 }, medium, 8)).toMatchObject({ processes: 8, threads: 2 })
  })

  it('lets no more cores take more memory than there may be', () => {
    for (const cores of [2, 4, 8, 64]) {
      const { processes, threads } = planOf(fullHd, medium, cores)
      expect([processes, threads], `${cores}`).toEqual([2, cores < 5 ? 2 : 3])
      for (const preset of x264Presets) {
        for (const pixelFormat of ['yuv420p', 'yuv420p10le', 'yuv422p10le']) {
          for (const loop of [false, true]) {
            const { processes, together } = planOf(fullHd, { ...medium, preset, loop }, cores, pixelFormat)
            const what = `${preset} ${pixelFormat} ${loop} ${cores}`
            if (processes > 1) expect(together, what).toBeLessThanOrEqual(850e6)
          }
        }
      }
    }
    expect(planOf(fullHd, { ...medium, motion: 'compensate' }, 8)).toMatchObject({ processes: 1, threads: 3 })
  })

  it('runs as many at once for a loop as for the same film without one', () => {
    for (const cores of [2, 4, 8]) expect(planOf(fullHd, { ...medium, loop: true }, cores).processes).toBe(2)
  })

  it('takes a thread rather than a process from clips of more bits', () => {
    expect(planOf(fullHd, medium, 8, 'yuv420p10le')).toMatchObject({ processes: 2, threads: 2 })
  })

  it('makes 4K with the preset medium, and looks less far ahead on fewer threads where that takes too much', () => {
    expect(planOf(ultraHd, medium, 2)).toMatchObject({ processes: 1, threads: 2, lookahead: 20 })
    expect(planOf(ultraHd, { ...medium, preset: 'slower' }, 8)).toMatchObject({
      processes: 1,
      threads: 3,
      lookahead: 10,
    })
    expect(planOf({ width: 5120, height: 2880 }, medium, 8)).toMatchObject({ processes: 1, threads: 1, lookahead: 0 })
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
    const alone = encodingPlan([clip(fullHd), clip(fullHd)], fullHd, medium, 2)
    const beside = encodingPlan([clip(fullHd), clip(ultraHd)], fullHd, medium, 2)
    expect(beside.clips[0]).toEqual(alone.clips[0])
    expect([alone.processes, beside.processes]).toEqual([2, 1])
  })
})
