import { basename, resolve } from 'node:path'
import type { Sharp } from 'sharp'
import { aborted } from '../aborted.ts'
import { makeTogether } from '../files/makeTogether.ts'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { writeInto } from '../files/writeInto.ts'
import type { Box } from '../geometry/Box.ts'
import { type FrameRatio, largestEven, parseRatio, windowOf } from '../geometry/frameRatio.ts'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture, type Picture } from '../probe/openPicture.ts'
import { runLimited } from '../runLimited.ts'
import { padWithBlur } from './padWithBlur.ts'
import { picturesAtOnce } from './picturesAtOnce.ts'
import { placeWindow } from './subject/placeWindow.ts'

/** `crop` fills the ratio and keeps the person, the head above all; `pad` keeps all and fills the rest with a blur of it. */
export const fits = ['crop', 'pad'] as const
export type Fit = (typeof fits)[number]

export interface ResizeImagesOptions {
  files: readonly string[]
  ratio: FrameRatio
  /** Folder for `frame-1-9x16.png` and on; made if it is not there. */
  outDir: string
  /** Default `crop`. */
  fit?: Fit | undefined
  signal?: AbortSignal | undefined
}

export interface ResizedImage {
  /** From 1, in the order that was given. */
  index: number
  file: string
  width: number
  height: number
  /** The part of the upright picture that it shows, px of that picture. */
  window: Box
}

/** px: a side shorter than this is no frame. */
const LEAST_SIDE = 64
/** px: what padding may make of a long picture. */
const MOST_SIDE = 8192
/** Pictures that are opened at once to see how large they are. */
const OPENED_AT_ONCE = 3

/**
 * Brings pictures to one ratio and one even size, the largest that the smallest of them gives without being enlarged: upright PNGs,
 * sRGB, 8 bits. Each picture chooses its own window; where the size is its own, its pixels are taken as they are.
 *
 * @throws MediaError `wrongUse`, `fileNotFound`, `notMedia`, `damagedFile`, `tooLarge`, `unsupported` (a side under 64 px), `cannotWrite`
 *   or `aborted`
 */
export async function resizeImages({
  files,
  ratio,
  outDir,
  fit = 'crop',
  signal,
}: ResizeImagesOptions): Promise<ResizedImage[]> {
  const parts = parseRatio(ratio)
  if (files.length === 0) throw new MediaError('wrongUse', 'There is no picture to resize.', 'Name at least one.')
  if (!fits.includes(fit)) throw new MediaError('wrongUse', `${fit} is not a fit.`, 'Use crop or pad.')
  const outs = files.map((_, at) => resolve(outDir, `frame-${at + 1}-${ratio.replace(':', 'x')}.png`))
  await refuseOutputOverInput(outs, files)
  const { size, atOnce } = await commonSize(files, parts, fit, signal)
  const windows: Box[] = []
  const make = (targets: readonly string[]) =>
    runLimited(files, atOnce, signal, async (path, at, stop) => {
      const picture = await openPicture(path)
      const broken = (error: unknown) => {
        throw damagedPicture(path, error)
      }
      const { resized, window } = await (fit === 'crop' ? crop(picture, size, parts) : pad(picture, size)).catch(broken)
      if (stop.aborted) throw aborted()
      await writeInto(targets[at] ?? '', await resized.toColourspace('srgb').png().toBuffer().catch(broken))
      windows[at] = window
    })
  await makeTogether(outs, make, signal)
  return windows.map((window, at) => ({ index: at + 1, file: outs[at] ?? '', ...size, window }))
}

/** The size that every picture reaches without being enlarged, and how many of them may be in work at once. */
async function commonSize(
  files: readonly string[],
  parts: readonly [number, number],
  fit: Fit,
  signal: AbortSignal | undefined,
): Promise<{ size: Size; atOnce: number }> {
  const sizes: Size[] = []
  const pictures: Pick<Picture, 'format' | 'metadata'>[] = []
  await runLimited(files, OPENED_AT_ONCE, signal, async (path, at) => {
    const { format, metadata } = await openPicture(path)
    const { width, height } = metadata.autoOrient
    if (Math.min(width, height) < LEAST_SIDE) {
      throw new MediaError(
        'unsupported',
        `${basename(path)} is too small to resize: ${width}×${height} px.`,
        `Use pictures whose shorter side has ${LEAST_SIDE} px or more.`,
      )
    }
    pictures[at] = { format, metadata }
    sizes[at] = fit === 'crop' ? largestEven(width, height, parts) : roomAround(width, height, parts)
  })
  const [smallest = { width: 0, height: 0 }] = sizes.sort((a, b) => a.width - b.width)
  if (Math.min(smallest.width, smallest.height) > 0) return { size: smallest, atOnce: picturesAtOnce(pictures) }
  throw new MediaError('unsupported', 'One of the pictures is too long and thin for this ratio.', 'Leave it out.')
}

/** The size into which all of a picture fits with both sides as they are, or less where that would be beyond measure. */
function roomAround(width: number, height: number, parts: readonly [number, number]): Size {
  const longer = Math.max(width / parts[0], height / parts[1])
  const most = Math.min(longer, MOST_SIDE / Math.max(...parts))
  return largestEven(Math.ceil(most * parts[0]), Math.ceil(most * parts[1]), parts)
}

interface Resized {
  resized: Sharp
  window: Box
}

async function crop(picture: Picture, size: Size, parts: readonly [number, number]): Promise<Resized> {
  const { width, height } = picture.metadata.autoOrient
  const own = largestEven(width, height, parts)
  const keepsPixels = own.width === size.width
  const most = keepsPixels ? own : windowOf(width, height, parts)
  const window = await placeWindow(picture, most.width, most.height)
  const cut = picture.decode().extract(window)
  return { window, resized: keepsPixels ? cut : cut.resize(size.width, size.height, { fit: 'cover' }) }
}

async function pad(picture: Picture, { width, height }: Size): Promise<Resized> {
  return {
    window: { left: 0, top: 0, width: picture.metadata.autoOrient.width, height: picture.metadata.autoOrient.height },
    resized: await padWithBlur(picture, width, height),
  }
}
