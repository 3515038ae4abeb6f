import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { ffmpegPath, plainClipOptions } from '../ffmpeg/filePath.ts'
import { runTool } from '../ffmpeg/runTool.ts'
import { withWorkFolder } from '../files/withWorkFolder.ts'
import { writeWhole } from '../files/writeWhole.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'
import { probeClip } from '../probe/probeMedia.ts'

export interface PreviewOptions {
  /** Path of a picture or clip. */
  file: string
  /** Path of the WebP to write. */
  out: string
  /** Width in px, 16 to 4096; a smaller original keeps its own. Default 512. */
  width?: number | undefined
}

export interface Preview {
  file: string
  width: number
  height: number
}

const QUALITY = 80
const POSTER_TIMEOUT_MS = 30_000

/**
 * Makes a small WebP of a picture.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge` or `cannotWrite`
 */
export async function previewImage({ file, out, width = 512 }: PreviewOptions): Promise<Preview> {
  checkWidth(width)
  const picture = await openPicture(file)
  const { bytes, size } = await encode(picture.decode(), width, file)
  return { file: await writeWhole(out, bytes), ...size }
}

/**
 * Makes a small WebP of a clip's first frame: its poster, so that playing does not jump.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `ffmpegMissing` or `cannotWrite`
 */
export async function previewClip({ file, out, width = 512 }: PreviewOptions): Promise<Preview> {
  checkWidth(width)
  const { stream } = await probeClip(file)
  const size = await withWorkFolder(out, async (folder, target) => {
    const frame = join(folder, 'frame.png')
    const args = [
      '-map',
      `0:${stream}`,
      '-frames:v',
      '1',
      '-f',
      'image2',
      '-c:v',
      'png',
      '-update',
      '1',
      ffmpegPath(frame),
    ]
    await runTool('ffmpeg', ['-v', 'error', '-y', ...plainClipOptions, '-i', ffmpegPath(file), ...args], {
      timeoutMs: POSTER_TIMEOUT_MS,
    })
    const encoded = await encode(sharp(await readFile(frame)), width, file)
    await writeFile(target, encoded.bytes)
    return encoded.size
  })
  return { file: resolve(out), ...size }
}

async function encode(picture: Sharp, width: number, file: string) {
  const { data, info } = await picture
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damagedPicture(file, error)
    })
  return { bytes: data, size: { width: info.width, height: info.height } }
}

function checkWidth(width: number): void {
  if (Number.isInteger(width) && width >= 16 && width <= 4096) return
  throw new MediaError('wrongUse', `${width} is not a width for a preview.`, 'Use a whole number from 16 to 4096.')
}
