import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { easing } from '../curve/easing.ts'
import { probeClip } from '../probe/probeClip.ts'
import { type RetimeCommand, retimeCommand } from './retimeCommand.ts'
import { stitchFilm } from './stitchFilm.ts'

const path = temporaryFolder()
/** The longest that a clip may become at the usual rate: 30 s at 60 fps. */
const LONGEST = 1800

async function command(name: string, version: string, frames: number): Promise<RetimeCommand> {
  const plan = { threads: 1, lookahead: 0 }
  const encoding = { fps: 60, preset: 'ultrafast', crf: 18, motion: 'blend', plan, version } as const
  const clip = await probeClip(path(name))
  return retimeCommand({ ...encoding, clip, curve: easing('linear'), frames, size: { width: 64, height: 64 } })
}

describe('the command that retimes a clip', () => {
  it('has no argument that is too long for the system, however long the film', async () => {
    const source = ['-f', 'lavfi', '-i', `testsrc2=s=64x64:r=60:d=${(2.4 * LONGEST) / 60}`]
    await execa('ffmpeg', ['-v', 'error', ...source, '-preset', 'ultrafast', path('long.mp4')])
    // Linux takes 128 KiB.
    expect((await command('long.mp4', '5.1.9', LONGEST)).graph.length).toBeGreaterThan(131_072)
    const long = { clips: [path('long.mp4')], out: path('film.mp4'), easing: 'linear', secondsPerClip: 30 }
    expect(await stitchFilm({ ...long, preset: 'ultrafast' })).toMatchObject({ frames: LONGEST })
  })

  it('reads its graph by the option that this FFmpeg has', async () => {
    await counterClip(path('clip.mp4'), { frames: 2 })
    const args = async (version: string) => (await command('clip.mp4', version, 2)).args('clip.mp4', undefined)
    expect(await args('5.1.9-0+deb12u1')).toContain('-filter_complex_script')
    for (const version of ['7.0', 'n8.1', 'N-118000-gabc']) expect(await args(version)).toContain('-/filter_complex')
  })
})
