import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { stitchFilm } from '../stitch/stitchFilm.ts'

const path = temporaryFolder()
const bt709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
const bt2020 = ['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'bt2020-10']
const p3 = ['-colorspace', 'bt709', '-color_primaries', 'smpte432', '-color_trc', 'bt709']
const WIDE_FROM = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p10,colorspace=iall=bt709:irange=tv'
const x264 = ['-c:v', 'libx264', '-crf', '1', '-preset', 'ultrafast']

async function make(name: string, source: string, filters: string, options: string[]): Promise<string> {
  const input = ['-f', 'lavfi', '-i', source, '-vf', filters, '-frames:v', '1', ...options]
  await execa('ffmpeg', ['-v', 'error', '-y', ...input, path(name)])
  return path(name)
}

async function film(clip: string): Promise<string> {
  const out = `${clip} film.mp4`
  await stitchFilm({ clips: [clip], out, secondsPerClip: 0.1, fps: 20, preset: 'ultrafast', crf: 1 })
  return out
}

describe('the colours of a film', () => {
  it('are those of a bt709 clip to the last digit of its planes, detail and all', async () => {
    // Noise in the colour planes too: turned to RGB and back, it would come to 25 dB.
    const noisy = 'testsrc2=s=320x240:d=0.1,noise=all_seed=1:alls=30'
    const clip = await make('noisy.mp4', noisy, 'format=yuv420p', [...x264, ...bt709, '-color_range', 'tv'])
    const graph = '[0:v]trim=end_frame=1[a];[a][1:v]psnr'
    const args = ['-i', await film(clip), '-i', clip, '-filter_complex', graph, '-f', 'null', '-']
    const { stderr } = await execa('ffmpeg', args)
    const [, y, u, v] = (/PSNR y:(\S+) u:(\S+) v:(\S+)/.exec(stderr) ?? []).map(Number)
    expect(Math.min(y ?? 0, u ?? 0, v ?? 0)).toBeGreaterThan(55)
  })

  it.each([
    ['bt709', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p', [...x264, ...bt709, '-color_range', 'tv']],
    ['bt601', 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p', [...x264, '-colorspace', 'smpte170m']],
    ['small and untagged', 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p', x264],
    [
      'full range',
      'scale=out_color_matrix=bt709:out_range=pc,format=yuv420p',
      [...x264, ...bt709, '-color_range', 'pc'],
    ],
    ['ten bits', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv422p10', [...x264, ...bt709]],
    ['BT.2020', `${WIDE_FROM}:all=bt2020:format=yuv420p10`, [...x264, ...bt2020]],
    ['P3', `${WIDE_FROM}:space=bt709:primaries=smpte432:trc=bt709:format=yuv420p10`, [...x264, ...p3]],
    [
      'P3 of an odd size',
      `${WIDE_FROM}:space=bt709:primaries=smpte432:trc=bt709,scale=63:65,format=yuv444p`,
      [...x264, ...p3],
    ],
    ['RGB', 'format=gbrp', ['-c:v', 'ffv1', '-f', 'matroska']],
  ])('are right for a clip in %s, and tagged', async (name, filters, options) => {
    const out = await film(await make(`${name}.mp4`, 'color=0xC83C1E:s=64x64:d=0.1:r=20', filters, options))
    const one = ['-frames:v', '1', '-vf', 'scale=1:1:in_color_matrix=bt709:in_range=tv,format=rgb24']
    const { stdout } = await execa('ffmpeg', ['-v', 'error', '-i', out, ...one, '-f', 'rawvideo', '-'], {
      encoding: 'buffer',
    })
    for (const [channel, value] of [0xc8, 0x3c, 0x1e].entries()) {
      expect(Math.abs((stdout[channel] ?? 0) - value)).toBeLessThanOrEqual(4)
    }
    const shown = 'profile,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer,color_primaries'
    const { stdout: said } = await execa('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      `stream=${shown}`,
      '-of',
      'json',
      out,
    ])
    const colour = { color_range: 'tv', color_space: 'bt709', color_transfer: 'bt709', color_primaries: 'bt709' }
    const stream = { profile: 'High', pix_fmt: 'yuv420p', sample_aspect_ratio: '1:1', ...colour }
    expect(JSON.parse(said).streams).toEqual([stream])
  })

  it.each([
    ['a matrix', '-colorspace', 'ycgco', /clip\.mp4 has colours by a matrix .*\(ycgco\)/],
    ['HDR', '-color_trc', 'smpte2084', /clip\.mp4 is an HDR clip \(smpte2084\)/],
    ['wide colours by a curve', '-color_trc', 'linear', /wide colours \(smpte432\) by a curve .*\(linear\)/],
  ])('are refused by name where they cannot be brought to bt709: %s', async (_, option, name, says) => {
    const options = [...x264, ...p3, option, name]
    const clip = await make('clip.mp4', 'color=teal:s=64x64:d=0.1:r=20', 'format=yuv420p', options)
    await expect(film(clip)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(says) })
  })
})
