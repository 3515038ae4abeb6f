import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { previewClip } from './previewClip.ts'

const path = temporaryFolder()

/** The number that a part of a picture shows in its ten columns (see counterClip). */
async function shownNumber(file: string, left: number, width: number, height: number): Promise<number> {
  const part = sharp(file).extract({ left, top: 0, width, height })
  const columns = await part.resize(10, 1, { fit: 'fill' }).greyscale().raw().toBuffer()
  return columns.reduce((sum, value, bit) => sum + (value > 127 ? 2 ** bit : 0), 0)
}

describe('previewClip', () => {
  it('makes a poster of the first frame and a strip of six, first and last among them', async () => {
    await counterClip(path('clip $(x)\n%d.mp4'), { frames: 101, fps: '25' })
    const out = path('posters/p %d.webp')
    const preview = await previewClip({ file: path('clip $(x)\n%d.mp4'), out, strip: path('posters/s.webp') })
    const indices = [0, 20, 40, 60, 80, 100]
    expect(preview.strip).toMatchObject({
      width: 480,
      height: 48,
      frames: indices.map((index) => ({ index, seconds: index / 25 })),
    })
    for (const [i, index] of indices.entries()) {
      expect(await shownNumber(path('posters/s.webp'), i * 80, 80, 48)).toBe(index)
    }
    // Frame 0 has no bit set, so it is black and says nothing.
    expect(indices.slice(1)).toContain(preview.poster.index)
    expect(await shownNumber(out, 0, 160, 96)).toBe(preview.poster.index)
    expect(await sharp(out).metadata()).toMatchObject({ format: 'webp', width: 160, height: 96 })
    expect((await readdir(path('posters'))).sort()).toEqual(['p %d.webp', 's.webp'])
  })

  it('keeps to the first frame where it shows something, upright, and to sizes and colours as seen', async () => {
    const yellow = 'color=#e0c020:s=1280x720:r=10:d=0.5,format=rgb24,drawbox=w=300:h=300:c=black:t=fill'
    // Untagged, as clips of this size often are: players take it for bt709.
    const asHd = ['-vf', 'scale=out_color_matrix=bt709', '-pix_fmt', 'yuv420p', path('hd.mp4')]
    await execa('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', yellow, ...asHd])
    await turnClip(path('hd.mp4'), path('turned.mp4'))
    const preview = await previewClip({ file: path('turned.mp4'), out: path('t.webp'), width: 90 })
    expect(preview).toMatchObject({ width: 90, height: 160, poster: { index: 0, seconds: 0 } })
    expect(preview.strip).toBeUndefined()
    const { dominant } = await sharp(preview.file).stats()
    for (const [channel, value] of Object.entries({ r: 0xe0, g: 0xc0, b: 0x20 })) {
      expect(Math.abs(dominant[channel as 'r'] - value), channel).toBeLessThan(12)
    }
  })

  it('takes frames that need no other where there are thousands', async () => {
    await counterClip(path('gop.mp4'), { frames: 100, output: ['-g', '10', '-sc_threshold', '0'] })
    const again = ['-stream_loop', '24', '-i', path('gop.mp4'), '-c', 'copy', path('long.mp4')]
    await execa('ffmpeg', ['-v', 'error', ...again])
    const { strip } = await previewClip({ file: path('long.mp4'), out: path('l.webp'), strip: path('ls.webp') })
    expect(strip?.frames.map(({ index }) => index)).toEqual([0, 500, 1000, 1500, 2000, 2490])
    expect(await shownNumber(path('ls.webp'), 5 * 80, 80, 48)).toBe(90)
  })

  it('is not of a damaged clip where FFmpeg fails at something else', async () => {
    await counterClip(path('sound.mp4'), { frames: 2 })
    const { stdout: ffmpeg } = await execa('sh', ['-c', 'command -v ffmpeg'])
    const failing = `#!/bin/sh\ncase "$*" in *image2*) echo "No space left on device" >&2; exit 1;; esac\nexec ${ffmpeg} "$@"\n`
    await mkdir(path('bin'))
    await writeFile(path('bin/ffmpeg'), failing, { mode: 0o755 })
    vi.stubEnv('PATH', `${path('bin')}:${process.env.PATH}`)
    const attempt = previewClip({ file: path('sound.mp4'), out: path('never.webp') })
    const message = expect.stringMatching(/^sound\.mp4: .*No space left/)
    await expect(attempt).rejects.toMatchObject({ code: 'ffmpegFailed', message })
    vi.unstubAllEnvs()
  })

  it('repeats the only frame of a clip, and refuses in words', async () => {
    await counterClip(path('one.mp4'), { frames: 1 })
    const { strip, poster } = await previewClip({ file: path('one.mp4'), out: path('o.webp'), strip: path('os.webp') })
    expect(strip?.frames.map(({ index }) => index)).toEqual([0, 0, 0, 0, 0, 0])
    expect(poster).toEqual({ index: 0, seconds: 0 })
    const refused = (options: object) => previewClip({ file: path('one.mp4'), out: path('x.webp'), ...options })
    await expect(refused({ file: path('none.mp4') })).rejects.toMatchObject({ code: 'fileNotFound' })
    await expect(refused({ out: path('one.mp4') })).rejects.toMatchObject({ code: 'wrongUse' })
    const two = { strip: path('x.webp') }
    await expect(refused(two)).rejects.toMatchObject({
      code: 'wrongUse',
      message: expect.stringContaining('two outputs'),
    })
    await expect(refused({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
    expect(await readdir(path())).not.toContain('x.webp')
  })
})
