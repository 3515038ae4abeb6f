import { readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { counterClip } from '../test/counterClip.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { cropSheet } from './crop/cropSheet.ts'
import { MediaError } from './MediaError.ts'
import { previewClip } from './preview/previewClip.ts'
import { previewImage } from './preview/previewImage.ts'
import { probeMedia } from './probe/probeMedia.ts'
import { resizeImages } from './resize/resizeImages.ts'
import { layMusic } from './stitch/layMusic.ts'
import { stitchFilm } from './stitch/stitchFilm.ts'

const path = temporaryFolder()
const file = () => path('flipped')

/** Bytes that are written over a file's, at shares of its length. Headers are short, so they are hit more often. */
const flips = fc.array(
  fc.record({
    at: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.05, noNaN: true })),
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 12 },
)

/** Whatever the bytes are, each of `tasks` does its work or throws the one error of this package. */
async function survives(sample: Buffer, runs: number, tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const survivesAll = fc.asyncProperty(flips, async (changes) => {
    const bytes = Buffer.from(sample)
    for (const { at, byte } of changes) bytes[Math.min(bytes.length - 1, Math.floor(at * bytes.length))] = byte
    await writeFile(file(), bytes)
    for (const task of tasks) {
      await task().catch((error: unknown) => expect(error).toBeInstanceOf(MediaError))
    }
  })
  await fc.assert(survivesAll, { numRuns: runs, seed: 4 })
}

const onPicture = [
  () => probeMedia(file()),
  () => previewImage({ file: file(), out: path('out.webp') }),
  () => resizeImages({ files: [file()], ratio: '1:1', outDir: path('out') }),
  () => cropSheet({ sheet: file(), outDir: path('out') }),
]
const onClip = [
  () => probeMedia(file()),
  () => previewClip({ file: file(), out: path('out.webp'), strip: path('strip.webp') }),
  async () => {
    const film = path('out.mp4')
    await stitchFilm({ clips: [file()], out: film, preset: 'ultrafast', secondsPerClip: 0.5, fps: 30 })
    // What is made of damaged bytes is whole, or it is not made.
    expect(await probeMedia(film)).toMatchObject({ frames: 15 })
  },
]
const onSound = [
  () => probeMedia(file()),
  () => layMusic({ film: path('film.mp4'), filmSeconds: 1, music: { file: file() }, out: path('out.mp4') }),
]

describe('bytes changed at random', { timeout: 300_000 }, () => {
  beforeAll(() => counterClip(path('film.mp4'), { frames: 24 }))

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)(
    'break no %s so that a command falls over',
    async (format) => {
      const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const
      const picture = sharp({ create: { width: 96, height: 64, channels: 3, background: 'grey', noise } })
      await survives(await picture[format]().toBuffer(), 12, onPicture)
    },
  )

  it.each([
    ['mp4', ['-movflags', '+faststart']],
    ['webm', ['-c:v', 'libvpx', '-deadline', 'realtime']],
    ['avi', []],
    ['mpegts', []],
  ] as const)('break no %s either', async (format, options) => {
    await counterClip(path('clip'), { frames: 20, output: [...options, '-f', format] })
    await survives(await readFile(path('clip')), 5, onClip)
  })

  it.each(['mp3', 'wav', 'flac', 'ogg', 'adts'])('break no %s either', async (format) => {
    await execa('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=1.5', '-f', format, path('sound')])
    await survives(await readFile(path('sound')), 4, onSound)
  })
})
