import { execFile } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { Made } from './startGatewayServer.ts'

const run = promisify(execFile)

/** A plain picture with some grain. */
export async function makePicture(width: number, height: number, background: string): Promise<Made> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const grain = await sharp({ create: { width, height, channels: 3, background, noise } })
    .png()
    .toBuffer()
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .png()
    .toBuffer()
  return { bytes: new Uint8Array(bytes), contentType: 'image/png' }
}

/** A picture that no encoder makes small. */
export async function makeNoise(width: number, height: number): Promise<Made> {
  const pixels = randomFillSync(new Uint8Array(width * height * 3))
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  return { bytes: new Uint8Array(bytes), contentType: 'image/png' }
}

/** A contact sheet of 2 rows and 3 columns, its cells (px) between white gutters of 12 px. */
export async function makeSheet(width = 180, height = 120): Promise<Made> {
  const colours = ['#803020', '#208040', '#203080', '#806020', '#602080', '#207070']
  const cells = await Promise.all(colours.map((colour) => makePicture(width, height, colour)))
  const size = { width: 3 * width + 48, height: 2 * height + 36 }
  const sheet = sharp({ create: { ...size, channels: 3, background: 'white' } }).composite(
    cells.map(({ bytes }, index) => ({
      input: Buffer.from(bytes),
      left: 12 + (index % 3) * (width + 12),
      top: 12 + Math.floor(index / 3) * (height + 12),
    })),
  )
  return { bytes: new Uint8Array(await sheet.png().toBuffer()), contentType: 'image/png' }
}

const clips = new Map<string, Promise<Made>>()

/** A short H.264 clip of 180 × 120 px, encoded once: FFmpeg's test pattern of this name. */
export function makeClip(pattern: 'testsrc' | 'testsrc2' = 'testsrc2'): Promise<Made> {
  const clip = clips.get(pattern) ?? encodeClip(pattern)
  clips.set(pattern, clip)
  return clip
}

async function encodeClip(pattern: string): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'clip-'))
  try {
    const file = join(folder, 'clip.mp4')
    const source = `${pattern}=size=180x120:rate=24:duration=1`
    await run('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      source,
      '-pix_fmt',
      'yuv420p',
      '-preset',
      'ultrafast',
      file,
    ])
    return { bytes: new Uint8Array(await readFile(file)), contentType: 'video/mp4', durationSeconds: 1 }
  } finally {
    await rm(folder, { recursive: true })
  }
}
