import { mkdir, readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { counterClip } from '../../test/counterClip.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { turnClip } from '../../test/turnClip.ts'
import { probeMedia } from './probeMedia.ts'

const path = temporaryFolder()
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
    const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    await writeFile(path('a.mp4'), await picture.withMetadata({ orientation: 6 }).jpeg().toBuffer())
    const info = await probeMedia(path('a.mp4'))
    expect(info).toEqual({ kind: 'picture', format: 'jpeg', width: 20, height: 30, hasAlpha: false })
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
      'drawing.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    }
    for (const [name, text] of Object.entries(hostile)) {
      await writeFile(path(name), text)
      await expect(probeMedia(path(name)), name).rejects.toMatchObject({ code: 'notMedia' })
    }
  })
})
