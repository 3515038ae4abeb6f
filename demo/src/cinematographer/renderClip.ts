import { rename, rm } from 'node:fs/promises'
import { ExecaError, execa } from 'execa'
import sharp from 'sharp'
import { demoMark } from '../shared/demoMark.ts'
import { cameraFilters } from './cameraFilters.ts'
import { chooseMove } from './chooseMove.ts'

export interface ClipOrder {
  /** PNG or JPEG that the clip begins with; its aspect ratio is the clip's. */
  readonly first: Buffer
  /** PNG or JPEG that the clip ends on; cropped to the first frame's aspect ratio where it has another. */
  readonly tail?: Buffer | undefined
  /** Its camera words choose the movement. */
  readonly prompt: string
  /** Whole ones. */
  readonly seconds: number
  /** Longer side in px. */
  readonly longSide: number
  /** x264 preset. */
  readonly preset: 'ultrafast' | 'veryfast'
  /** Lays a faint room tone under the picture. */
  readonly sound: boolean
  /** Where the finished clip appears, whole, by rename. */
  readonly file: string
  readonly signal: AbortSignal
}

const clipFps = 24

/**
 * Films a still, or the way from one still to another, as an H.264 clip (yuv420p, bt709, 24 fps, exactly the asked seconds, faststart).
 * @returns width and height in px, both even
 * @throws when a picture cannot be decoded, FFmpeg fails or the signal aborts; no file is left then
 */
export async function renderClip(order: ClipOrder): Promise<{ width: number; height: number }> {
  const { width, height } = await clipSize(order.first, order.longSide)
  const move = chooseMove(order.prompt)
  const margin = move.zoom === 0 ? { x: 0, y: 0 } : { x: evenly(width * 0.08), y: evenly(height * 0.08) }
  const stills = [order.first, ...(order.tail ? [order.tail] : [])]
  const pixels = await Promise.all(stills.map((still) => canvas(still, width, height, margin)))
  const mark = await demoMark(Math.max(12, Math.round(Math.min(width, height) * 0.04)))
  const frames = order.seconds * clipFps
  // On the left: the pictures' own marks are on the right, and move with the camera.
  const inset = Math.round(Math.min(width, height) * 0.03)
  const graph = [
    cameraFilters({ move, frames, fps: clipFps, width, height, hasTail: stills.length === 2 }),
    `[moved][1:v]overlay=${inset}:H-h-${inset},format=yuv420p,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[film]`,
  ].join(';')
  const partial = `${order.file}.part`
  const size = `${width + 2 * margin.x}x${height + 2 * margin.y}`
  try {
    await execa(
      'ffmpeg',
      [
        ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
        ...[
          '-f',
          'rawvideo',
          '-pixel_format',
          'rgb24',
          '-video_size',
          size,
          '-framerate',
          `${clipFps}`,
          '-i',
          'pipe:0',
        ],
        ...['-i', `data:image/png;base64,${mark.toString('base64')}`],
        ...(order.sound ? ['-f', 'lavfi', '-i', `anoisesrc=color=brown:amplitude=0.02:duration=${order.seconds}`] : []),
        ...['-filter_complex', graph, '-map', '[film]', '-frames:v', `${frames}`],
        ...(order.sound ? ['-map', '2:a', '-c:a', 'aac', '-b:a', '96k'] : []),
        ...['-c:v', 'libx264', '-preset', order.preset, '-crf', '18', '-movflags', '+faststart', '-f', 'mp4', partial],
      ],
      { input: Buffer.concat(pixels), cancelSignal: order.signal },
    )
    await rename(partial, order.file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error instanceof ExecaError ? new Error(reason(error), { cause: error }) : error
  }
  return { width, height }
}

function reason(error: ExecaError): string {
  if (error.code === 'ENOENT') return 'FFmpeg is not installed'
  // Execa's own message repeats the whole command line.
  return `FFmpeg failed: ${String(error.stderr || error.originalMessage).trim()}`
}

const evenly = (px: number) => Math.max(2, 2 * Math.round(px / 2))

async function clipSize(picture: Buffer, longSide: number) {
  const { autoOrient } = await sharp(picture).metadata()
  const scale = longSide / Math.max(autoOrient.width, autoOrient.height)
  return { width: evenly(autoOrient.width * scale), height: evenly(autoOrient.height * scale) }
}

/**
 * The picture at the clip's size, amid a margin for a camera that looks past the edge: the picture's own mirror image, which
 * blurs outwards so that it shows no second face.
 */
async function canvas(picture: Buffer, width: number, height: number, margin: { x: number; y: number }) {
  const inner = await sharp(picture)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .raw()
    .toBuffer()
  if (margin.x === 0) return inner
  const mirrored = await sharp(inner, { raw: { width, height, channels: 3 } })
    .extend({ top: margin.y, bottom: margin.y, left: margin.x, right: margin.x, extendWith: 'mirror' })
    .raw()
    .toBuffer()
  const size = { width: width + 2 * margin.x, height: height + 2 * margin.y }
  const raw = { ...size, channels: 3 } as const
  const fadingOut = await sharp(mirrored, { raw })
    .ensureAlpha()
    .composite([{ input: fadeOutwards(size, margin), blend: 'dest-in' }])
    .raw()
    .toBuffer()
  return sharp(mirrored, { raw })
    .blur(margin.y / 4)
    .composite([{ input: fadingOut, raw: { ...size, channels: 4 } }])
    .removeAlpha()
    .raw()
    .toBuffer()
}

/** A mask: opaque over the picture, clear at the margin's outer edge. */
function fadeOutwards({ width, height }: { width: number; height: number }, margin: { x: number; y: number }): Buffer {
  const softness = Math.min(margin.x, margin.y) / 6
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <filter id="soft" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="${softness}"/></filter>
    <rect x="${margin.x / 2}" y="${margin.y / 2}" width="${width - margin.x}" height="${height - margin.y}" filter="url(#soft)"/>
  </svg>`)
}
