import { resolve } from 'node:path'
import sharp from 'sharp'
import { writeTogether } from '../files/writeTogether.ts'
import { type ClipProbe, probeClip } from '../probe/probeClip.ts'
import { checkPreview, DEFAULT_WIDTH, encodePreview, type Preview, type PreviewOptions } from './encodePreview.ts'
import { type ReadFrame, readFrames } from './readFrames.ts'

export interface PreviewClipOptions extends PreviewOptions {
  /** Path of a second WebP: six frames side by side, from the first to the last. None without it. */
  strip?: string | undefined
}

/** A frame of a clip: its number from 0, and when it is shown, in seconds from the first. */
export interface FramePlace {
  index: number
  seconds: number
}

export interface ClipPreview extends Preview {
  /** The frame that the poster shows. */
  poster: FramePlace
  /** Size of the whole strip in px, and what its parts show from left to right. */
  strip?: { file: string; width: number; height: number; frames: FramePlace[] }
}

const STRIP_FRAMES = 6
/** Standard deviation of the brightest channel, of 255. A frame below it shows next to nothing: clips fade in from black. */
const FLAT = 6

/**
 * Makes a poster of a clip, a small WebP, and when asked a strip of six frames, evenly spaced in time. The poster is the
 * first frame, so that playing does not jump; where that is one flat tone, the richest of the six.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `unsupported` (a sound), `damagedFile`, `tooLarge`,
 *   `ffmpegMissing`, `ffmpegFailed`, `ffmpegStopped`, `cannotWrite` or `aborted`
 */
export async function previewClip(options: PreviewClipOptions): Promise<ClipPreview> {
  const { file, out, strip, width = DEFAULT_WIDTH, signal } = options
  await checkPreview({ file, width }, strip === undefined ? [out] : [out, strip])
  const clip = await probeClip(file, signal)
  const read = (places: readonly number[]) => readFrames({ file, clip, places, size: previewSize(clip, width), signal })
  const six = Array.from({ length: STRIP_FRAMES }, (_, i) => i / (STRIP_FRAMES - 1))
  let frames = await read(strip === undefined ? [0] : six)
  const isFlat = (await contrast(frames[0])) < FLAT
  if (isFlat && strip === undefined) frames = await read(six)
  const chosen = isFlat ? await richest(frames) : frames[0]
  const { bytes, preview } = await encodePreview(sharp(chosen?.bytes), width, out)
  const poster = { index: chosen?.index ?? 0, seconds: chosen?.seconds ?? 0 }
  if (strip === undefined) {
    await writeTogether([{ file: out, bytes }], signal)
    return { ...preview, poster }
  }
  const joined = await joinStrip(frames, preview)
  await writeTogether(
    [
      { file: out, bytes },
      { file: strip, bytes: joined.data },
    ],
    signal,
  )
  const places = frames.map(({ index, seconds }) => ({ index, seconds }))
  const { info } = joined
  return { ...preview, poster, strip: { file: resolve(strip), width: info.width, height: info.height, frames: places } }
}

function previewSize({ info }: ClipProbe, width: number) {
  const factor = Math.min(1, width / info.width)
  return { width: Math.round(info.width * factor), height: Math.max(1, Math.round(info.height * factor)) }
}

/** Frames side by side, each half as wide as the poster. */
async function joinStrip(frames: readonly ReadFrame[], poster: { width: number; height: number }) {
  const [width, height] = [Math.ceil(poster.width / 2), Math.ceil(poster.height / 2)]
  const parts = await Promise.all(
    frames.map(async ({ bytes }, i) => ({
      input: await sharp(bytes).resize(width, height, { fit: 'fill' }).png().toBuffer(),
      left: i * width,
      top: 0,
    })),
  )
  return sharp({ create: { width: width * frames.length, height, channels: 3, background: 'black' } })
    .composite(parts)
    .webp({ quality: 75 })
    .toBuffer({ resolveWithObject: true })
}

async function richest(frames: readonly ReadFrame[]): Promise<ReadFrame | undefined> {
  const contrasts = await Promise.all(frames.map(contrast))
  return frames[contrasts.indexOf(Math.max(...contrasts))]
}

async function contrast(frame: ReadFrame | undefined): Promise<number> {
  const { channels } = await sharp(frame?.bytes).stats()
  return Math.max(...channels.map(({ stdev }) => stdev))
}
