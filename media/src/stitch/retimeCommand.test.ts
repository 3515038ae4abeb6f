import { describe, expect, it } from 'vitest'
import { easing } from '../curve/easing.ts'
import type { ClipProbe } from '../probe/probeClip.ts'
import { type RetimeCommand, retimeCommand } from './retimeCommand.ts'

/** The longest that a clip may become at the usual rate: 30 s at 60 fps. */
const LONGEST = 1800
/** Bytes that Linux lets one argument have. */
const MOST_ARGUMENT = 131_072

/** For a clip of so many frames at 60 fps. */
function command(sourceFrames: number, version: string, frames: number): RetimeCommand {
  const colour = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' } as const
  const times = Array.from({ length: sourceFrames }, (_, i) => i / 60)
  const shape = { width: 64, height: 64, pixelFormat: 'yuv420p', colour }
  const length = { frames: sourceFrames, fps: 60, durationSeconds: sourceFrames / 60 }
  const clip: ClipProbe = {
    info: { kind: 'clip', format: 'mp4', codec: 'h264', audio: null, ...shape, ...length },
    stream: 0,
    storedWidth: 64,
    storedHeight: 64,
    frameTimes: { times, hidden: 0, lastDuration: 1 / 60, keyFrames: [0] },
  }
  const plan = { threads: 1, lookahead: 0 }
  const encoding = { fps: 60, preset: 'ultrafast', crf: 18, motion: 'blend', plan, version } as const
  return retimeCommand({ ...encoding, clip, curve: easing('linear'), frames, size: { width: 64, height: 64 } })
}

describe('the command that retimes a clip', () => {
  it('has no argument that is too long for the system, however long the film', () => {
    const { graph, args } = command(2.4 * LONGEST, '5.1.9', LONGEST)
    expect(graph.length).toBeGreaterThan(MOST_ARGUMENT)
    for (const arg of args('clip.mp4', 'seam.mp4')) expect(arg.length).toBeLessThan(1000)
  })

  it('reads its graph by the option that this FFmpeg has', () => {
    const args = (version: string) => command(2, version, 2).args('clip.mp4', undefined)
    expect(args('5.1.9-0+deb12u1')).toContain('-filter_complex_script')
    for (const version of ['7.0', 'n8.1', 'N-118000-gabc']) expect(args(version)).toContain('-/filter_complex')
  })
})
