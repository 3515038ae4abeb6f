import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { colourFilters } from '../colour/colourFilters.ts'
import { decodingFailure } from '../ffmpeg/decodingFailure.ts'
import { ffmpegPath, plainClipOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { damagedFile } from '../files/damagedFile.ts'
import type { Size } from '../geometry/Size.ts'
import type { ClipProbe } from '../probe/probeClip.ts'

export interface ReadFramesOptions {
  file: string
  clip: ClipProbe
  /** Places in the clip from 0 (its first frame) to 1 (its last), rising. */
  places: readonly number[]
  /** Size in px of the frames that come back. */
  size: Size
  signal?: AbortSignal | undefined
}

export interface ReadFrame {
  /** From 0. */
  index: number
  /** From the clip's first frame. */
  seconds: number
  /** PNG, upright, square pixels, sRGB. */
  bytes: Buffer
}

/** Above so many frames only those are decoded that need no other, and the nearest of them are taken. */
const MAX_DECODED = 2000
const TIMEOUT_MS = 30_000
const UNDECODABLE = 'is damaged: its pictures cannot be decoded'

/**
 * Reads the frames of a clip that are shown at the given places, with one FFmpeg process.
 *
 * @throws MediaError `damagedFile`, `tooLarge`, `ffmpegMissing`, `ffmpegFailed`, `ffmpegStopped` or `aborted`
 */
export async function readFrames({ file, clip, places, size, signal }: ReadFramesOptions): Promise<ReadFrame[]> {
  const { times, keyFrames } = clip.frameTimes
  const isLong = times.length > MAX_DECODED
  const decoded = isLong ? keyFrames : [...times.keys()]
  const first = times[0] ?? 0
  const span = (times.at(-1) ?? 0) - first
  const orders = places.map((place) =>
    nearest(
      decoded.map((index) => times[index] ?? 0),
      first + place * span,
    ),
  )
  const distinct = [...new Set(orders)]
  const pngs = await decode(distinct)
  if (pngs.length < distinct.length) throw damagedFile(file, UNDECODABLE)
  return orders.map((order) => {
    const index = decoded[order] ?? 0
    const bytes = pngs[distinct.indexOf(order)] ?? Buffer.alloc(0)
    return { index, seconds: Math.round(((times[index] ?? 0) - first) * 1e6) / 1e6, bytes }
  })

  async function decode(wanted: readonly number[]): Promise<Buffer[]> {
    const folder = await mkdtemp(join(tmpdir(), 'media-frames-'))
    try {
      const select = `select='${wanted.map((order) => `eq(n,${order})`).join('+')}',settb=1,setpts=N`
      const scale = `scale=${size.width}:${size.height}:flags=area,setsar=1`
      const args = [
        ...['-v', 'error', '-xerror', '-y', ...(isLong ? ['-skip_frame', 'nokey'] : []), ...plainClipOptions],
        ...['-i', ffmpegPath(file), '-map', `0:${clip.stream}`, '-vf', `${select},${colourFilters(clip)},${scale}`],
        ...[
          '-r',
          '1',
          '-frames:v',
          String(wanted.length),
          '-pix_fmt',
          'rgb24',
          '-f',
          'image2',
          '-c:v',
          'png',
          '%d.png',
        ],
      ]
      await runTool('ffmpeg', args, { cwd: folder, signal, timeoutMs: TIMEOUT_MS }).catch((error: unknown) => {
        throw decodingFailure(file, clip.info.codec, UNDECODABLE, error)
      })
      const names = (await readdir(folder)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
      return await Promise.all(names.map((name) => readFile(join(folder, name))))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Index of the number of rising `numbers` that is nearest to `wanted`. */
function nearest(numbers: readonly number[], wanted: number): number {
  return numbers.reduce(
    (best, each, i) => (Math.abs(each - wanted) < Math.abs((numbers[best] ?? 0) - wanted) ? i : best),
    0,
  )
}
