import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { probeMedia } from './probeMedia.ts'

const path = temporaryFolder()
const teal = () => sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
afterEach(() => void vi.unstubAllEnvs())

describe('probeMedia', () => {
  it('describes a clip by its frames, not by its container or name', async () => {
    const file = path('-odd "$(name)"\n[x].png')
    const tone = ['-f', 'lavfi', '-i', 'sine=d=2', '-map', '0:v', '-map', '1:a', '-c:a', 'aac']
    const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-f', 'mp4']
    await counterClip(file, { frames: 30, fps: '30000/1001', inputs: tone, output: tags })
    expect(await probeMedia(file)).toMatchObject({
      kind: 'clip',
      codec: 'h264',
      width: 160,
      height: 96,
      frames: 30,
      fps: 29.97,
      durationSeconds: 1.001,
      colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'tv' },
      audio: { codec: 'aac', channels: 1, sampleRate: 44100 },
    })
  })

  it('sees rotation and pixel aspect as a viewer does', async () => {
    await counterClip(path('plain.mp4'), { frames: 3, output: ['-vf', 'setsar=2'] })
    expect(await probeMedia(path('plain.mp4'))).toMatchObject({ width: 320, height: 96 })
    await counterClip(path('upright.mp4'), { frames: 3 })
    await turnClip(path('upright.mp4'), path('turned.mp4'))
    expect(await probeMedia(path('turned.mp4'))).toMatchObject({ width: 96, height: 160 })
  })

  it('describes a picture upright', async () => {
    await writeFile(path('a.mp4'), await teal().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(await probeMedia(path('a.mp4'))).toEqual({
      kind: 'picture',
      format: 'jpeg',
      width: 20,
      height: 30,
      frames: 1,
      hasAlpha: false,
      colour: { space: 'srgb', bitsPerChannel: 8, hasProfile: true },
    })
  })

  it.each([
    ['png', { bitsPerChannel: 16, space: 'rgb16' }, () => teal().toColourspace('rgb16').png()],
    ['webp', { bitsPerChannel: 8 }, () => teal().webp()],
    ['avif', { bitsPerChannel: 8 }, () => teal().avif()],
    ['gif', { bitsPerChannel: 1 }, () => teal().gif()],
    ['tiff', { bitsPerChannel: 8, space: 'cmyk' }, () => teal().toColourspace('cmyk').tiff()],
  ] as const)('knows %s by its bytes', async (format, colour, make) => {
    await writeFile(path('any.name'), await make().toBuffer())
    expect(await probeMedia(path('any.name'))).toMatchObject({ kind: 'picture', format, width: 30, height: 20, colour })
  })

  it('counts the frames of an animation', async () => {
    const raw = { width: 8, height: 8 * 5, channels: 3, pageHeight: 8 } as const
    const noise = Buffer.from(Array.from({ length: 8 * 40 * 3 }, (_, i) => (i * 7919) % 251))
    for (const make of ['gif', 'webp'] as const) {
      await writeFile(path('moves'), await sharp(noise, { raw })[make]().toBuffer())
      expect(await probeMedia(path('moves'))).toMatchObject({ format: make, frames: 5, width: 8, height: 8 })
    }
  })

  it('describes a sound by its packets, a cover picture or none', async () => {
    const tone = ['-f', 'lavfi', '-i', 'sine=d=2:r=48000']
    const cover = ['-f', 'lavfi', '-i', 'color=red:s=16x16:d=0.04:r=25', '-map', '0', '-map', '1', '-c:v', 'png']
    const asCover = [...cover, '-disposition:v', 'attached_pic']
    for (const [format, codec, more] of [
      ['mp3', 'mp3', asCover],
      ['wav', 'pcm_s16le', []],
      ['flac', 'flac', []],
      ['ogg', 'vorbis', ['-c:a', 'libvorbis']],
    ] as const) {
      await execa('ffmpeg', ['-v', 'error', '-y', ...tone, ...more, '-f', format, path('sound.mp4')])
      const info = await probeMedia(path('sound.mp4'))
      expect(info).toMatchObject({ kind: 'audio', format, audio: { codec, channels: 1, sampleRate: 48000 } })
      expect('durationSeconds' in info && info.durationSeconds, format).toBeCloseTo(2, 1)
    }
  })

  it('says of a HEIC picture what to do, and never waits for a pipe', async () => {
    const bytes = await teal().avif().toBuffer()
    await writeFile(path('phone.jpg'), Buffer.from(bytes.toString('latin1').replaceAll('avif', 'heic'), 'latin1'))
    await expect(probeMedia(path('phone.jpg'))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('HEIC'),
    })
    await execa('mkfifo', [path('pipe.png')])
    await expect(probeMedia(path('pipe.png'))).rejects.toMatchObject({ code: 'notMedia' })
  })

  it('refuses a picture that breaks off near its end', async () => {
    const noise = { type: 'gaussian', mean: 120, sigma: 50 } as const
    const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: 'grey', noise } })
    for (const make of ['jpeg', 'png', 'webp'] as const) {
      const bytes = await picture.clone()[make]().toBuffer()
      await writeFile(path('part'), bytes.subarray(0, bytes.length * 0.97))
      await expect(probeMedia(path('part')), make).rejects.toMatchObject({ code: 'damagedFile' })
    }
  })

  it.each([
    ['{"streams": [{"codec_type": "video", "width": "160"}]}', 'of another shape'],
    ['{"streams": [', 'cut short'],
    ['', 'empty'],
  ])('says so when ffprobe’s answer is not understood: %s (%s)', async (answer) => {
    await counterClip(path('clip.mp4'), { frames: 3 })
    await mkdir(path('bin'), { recursive: true })
    await writeFile(path('bin/ffprobe'), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 })
    vi.stubEnv('PATH', path('bin'))
    await expect(probeMedia(path('clip.mp4'))).rejects.toMatchObject({
      name: 'MediaError',
      code: 'ffmpegFailed',
      message: expect.stringContaining('clip.mp4'),
    })
  })

  it('refuses what is cut short, missing, empty, text, or would read other files', async () => {
    await counterClip(path('whole.mp4'), { frames: 60, output: ['-movflags', '+faststart'] })
    const bytes = await readFile(path('whole.mp4'))
    await writeFile(path('short.mp4'), bytes.subarray(0, bytes.length * 0.6))
    await expect(probeMedia(path('short.mp4'))).rejects.toMatchObject({ code: 'damagedFile' })
    await expect(probeMedia(path('none.mp4'))).rejects.toMatchObject({ code: 'fileNotFound' })
    await expect(probeMedia(path())).rejects.toMatchObject({ code: 'notMedia' })
    const hostile = {
      'empty.png': '',
      'words.png': 'just some words\n',
      'list.mp4': `ffconcat version 1.0\nfile ${path('whole.mp4')}\n`,
      'list.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n',
      'noise.mp3': 'just some words '.repeat(9000),
      'drawing.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    }
    for (const [name, text] of Object.entries(hostile)) {
      await writeFile(path(name), text)
      await expect(probeMedia(path(name)), name).rejects.toMatchObject({ code: 'notMedia' })
    }
  })
})
