import { resolve } from 'node:path'
import { aborted } from '../aborted.ts'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { writeTogether } from '../files/writeTogether.ts'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'

export interface FitPicturesOptions {
  files: readonly string[]
  /** Folder for `fit-1.jpg` and on; made if it is not there. */
  outDir: string
  /** px that the pictures should have. */
  size: Size
  /** Of each file: bytes at most, px that its shorter side has at least, px that its longer one has where that one is at most. */
  limits: { bytes: number; shorterSide: number; longerSide: number }
  signal?: AbortSignal | undefined
}

/** JPEG qualities: what is tried first, and below which a picture is rather made smaller. */
const [FIRST_QUALITY, LEAST_QUALITY] = [95, 92]

/**
 * Makes copies of pictures that somebody takes who has limits, all of one size and one quality: the largest size that fits, each scaled
 * so that it fills it, what sticks out trimmed evenly. Upright JPEGs, sRGB, full colour resolution (4:4:4), in the order that was given.
 *
 * @throws MediaError `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge`, `unsupported` (nothing fits), `cannotWrite` or `aborted`
 */
export async function fitPictures({ files, outDir, size, limits, signal }: FitPicturesOptions): Promise<string[]> {
  const outs = files.map((_, at) => resolve(outDir, `fit-${at + 1}.jpg`))
  await refuseOutputOverInput(outs, files)
  let step = { size: startSize(size, limits), quality: FIRST_QUALITY }
  for (;;) {
    const { encoded, excess } = await encode(files, step, limits.bytes, signal)
    if (excess === 1) {
      await writeTogether(
        encoded.map((bytes, at) => ({ file: outs[at] ?? '', bytes })),
        signal,
      )
      return outs
    }
    if (step.quality > LEAST_QUALITY) step = { ...step, quality: LEAST_QUALITY }
    else step = { ...step, size: smaller(step.size, excess, limits.shorterSide) }
  }
}

/** Encodes up to the first picture that has too many bytes; `excess` is how many times too many, and 1 where all fit. */
async function encode(
  files: readonly string[],
  { size: { width, height }, quality }: { size: Size; quality: number },
  most: number,
  signal: AbortSignal | undefined,
): Promise<{ encoded: Buffer[]; excess: number }> {
  const encoded: Buffer[] = []
  // One by one: each may have the pixels of a 4K picture.
  for (const file of files) {
    if (signal?.aborted) throw aborted()
    const picture = await openPicture(file)
    const bytes = await picture
      .decode()
      .resize(width, height, { fit: 'cover' })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality, chromaSubsampling: '4:4:4' })
      .toBuffer()
      .catch((error: unknown) => {
        throw damagedPicture(file, error)
      })
    if (bytes.length > most) return { encoded, excess: bytes.length / most }
    encoded.push(bytes)
  }
  return { encoded, excess: 1 }
}

function startSize(size: Size, { shorterSide, longerSide }: FitPicturesOptions['limits']): Size {
  const [shorter, longer] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
  return scaled(size, Math.max(shorterSide / shorter, Math.min(1, longerSide / longer)))
}

/** Bytes go with the area, and a little less than that. */
function smaller(size: Size, excess: number, shorterSide: number): Size {
  const next = scaled(size, Math.min(0.9, 0.95 / Math.sqrt(excess)))
  if (Math.min(next.width, next.height) >= shorterSide) return next
  throw new MediaError('unsupported', 'The pictures fit into no so small file.', 'Use others.')
}

function scaled({ width, height }: Size, by: number): Size {
  return { width: Math.ceil(width * by), height: Math.ceil(height * by) }
}
