import { basename, resolve } from 'node:path'
import sharp from 'sharp'
import { aborted } from '../aborted.ts'
import { makeTogether } from '../files/makeTogether.ts'
import { refuseOutputOverInput } from '../files/refuseOutputOverInput.ts'
import { writeInto } from '../files/writeInto.ts'
import type { Box } from '../geometry/Box.ts'
import { type FrameRatio, parseRatio } from '../geometry/frameRatio.ts'
import type { Size } from '../geometry/Size.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'
import { runLimited } from '../runLimited.ts'
import { type GridMethod, LEAST_CONFIDENCE } from './detectGrid.ts'
import { commonSize } from './frames/commonSize.ts'
import { planByLines, planFrames } from './frames/planFrames.ts'
import type { CutLines } from './gridByHand.ts'
import type { Raster } from './lines/lineMaps.ts'

export interface CropSheetOptions {
  /** Path of the contact sheet. */
  sheet: string
  /** Folder for `frame-1.png` and on; made if it is not there. */
  outDir: string
  /** Default 2. */
  rows?: number | undefined
  /** Default 3. */
  cols?: number | undefined
  /** Where a person says that the pictures are divided, instead of rows and columns: roughly in a gutter, or where pictures touch. */
  lines?: CutLines | undefined
  /** Trims every frame about its middle to exactly this ratio. */
  ratio?: FrameRatio | undefined
  signal?: AbortSignal | undefined
}

/** A picture and its frame. All places are in px of the upright sheet, turned back where it was turned; the box is the picture's. */
export interface CroppedFrame extends Box {
  /** From 1, row by row. */
  index: number
  file: string
  /** The part of the picture that its frame shows: the box, unless a ratio was asked for or the pictures differ in shape. */
  window: Box
}

export interface CroppedSheet {
  frames: CroppedFrame[]
  /** How sure the grid is, 0.3 to 1. */
  confidence: number
  method: GridMethod
  /** Degrees by which the sheet was turned clockwise; there if it was straightened, about its middle. */
  rotation?: number
}

const MAX_CELLS = 8
/** As quick as sharp's own choice, and the files are a third smaller. */
const PNG = { compressionLevel: 2, adaptiveFiltering: true } as const

/**
 * Cuts a contact sheet into its pictures: PNGs of one even size without a pixel of gutters, keylines, captions and round corners.
 * A picture's box misses at most 12 px of it at an edge of a sheet of 2048 px (in proportion above). Pictures whose sizes differ by
 * more are scaled to one size, and trimmed where their shapes differ; none is visibly distorted.
 *
 * @throws MediaError `notAGrid` with the reason where the sheet is not such a grid, `wrongUse`, `fileNotFound`, `notMedia`,
 *   `unsupported` (a sheet without room for such pictures), `damagedFile`, `tooLarge`, `cannotWrite` or `aborted`; then no frame is
 *   written
 */
export async function cropSheet(options: CropSheetOptions): Promise<CroppedSheet> {
  const { lines, signal } = options
  const rows = countOf('rows', options.rows, lines?.y, 2)
  const cols = countOf('columns', options.cols, lines?.x, 3)
  const ratio = options.ratio === undefined ? undefined : parseRatio(options.ratio)
  const files = Array.from({ length: rows * cols }, (_, i) => resolve(options.outDir, `frame-${i + 1}.png`))
  await refuseOutputOverInput(files, [options.sheet])
  const decoded = await decode(options.sheet)
  if (signal?.aborted) throw aborted()
  if (lines) checkLines(lines, decoded)
  const plan = lines ? await planByLines(decoded, lines) : await planFrames(decoded, rows, cols)
  if (signal?.aborted) throw aborted()
  const { sheet, boxes, rotation, method } = plan
  const confidence = Math.round(plan.confidence * 100) / 100
  if (plan.confidence < LEAST_CONFIDENCE) {
    throw new MediaError(
      'notAGrid',
      `${basename(options.sheet)} is not clearly a sheet of ${rows} × ${cols} pictures (confidence ${confidence}): ${plan.problem}.`,
      'Make a new sheet with plain gutters, say how many rows and columns it has, or draw the lines between its pictures.',
    )
  }

  const { size, framings } = commonSize(boxes, plan.spare, ratio)
  const isEmpty = [size, ...framings.map(({ window }) => window)].some((each) => each.width < 1 || each.height < 1)
  if (isEmpty) throw noRoom(options.sheet, rows, cols, lines !== undefined)
  // They are encoded while their folder is made ready; whatever becomes of it, somebody has waited for them.
  const write = (targets: readonly string[]) =>
    runLimited(framings, framings.length, signal, async ({ window }, i) =>
      writeInto(targets[i] ?? '', await encode(sheet, window, size)),
    )
  await makeTogether(files, write, signal)
  const frames = framings.map(({ picture, window }, i) => ({ index: i + 1, file: files[i] ?? '', ...picture, window }))
  return { frames, confidence, method, ...(rotation === 0 ? {} : { rotation: Math.round(rotation * 1000) / 1000 }) }
}

function encode({ data, width, height }: Raster, window: Box, size: Size): Promise<Buffer> {
  const cut = sharp(data, { raw: { width, height, channels: 3 } }).extract(window)
  const isScaled = window.width !== size.width || window.height !== size.height
  const frame = isScaled ? cut.resize(size.width, size.height, { fit: 'fill' }) : cut
  return frame.png(PNG).toBuffer()
}

function noRoom(sheet: string, rows: number, cols: number, hasLines: boolean): MediaError {
  return hasLines
    ? new MediaError('wrongUse', 'A picture between the lines has no size.', 'Draw the lines further apart.')
    : new MediaError(
        'unsupported',
        `${basename(sheet)} has no room for ${rows} × ${cols} pictures.`,
        'Use a larger one.',
      )
}

/** How many rows or columns a sheet has: by the lines between them, as the caller says, or as usual. */
function countOf(name: string, said: number | undefined, lines: readonly number[] | undefined, usual: number): number {
  const count = lines ? lines.length + 1 : (said ?? usual)
  if (!Number.isInteger(count) || count < 1 || count > MAX_CELLS) {
    throw new MediaError(
      'wrongUse',
      `${count} is not a number of ${name}.`,
      `Use a whole number from 1 to ${MAX_CELLS}.`,
    )
  }
  if (said !== undefined && said !== count) {
    throw new MediaError('wrongUse', `The lines make ${count} ${name}, not ${said}.`, 'Leave the number out.')
  }
  return count
}

async function decode(file: string): Promise<Raster> {
  const picture = await openPicture(file)
  const { data, info } = await picture
    .decode()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damagedPicture(file, error)
    })
  return { data, width: info.width, height: info.height }
}

function checkLines({ x, y }: CutLines, { width, height }: Raster): void {
  for (const [lines, length, side] of [
    [x, width, 'left'],
    [y, height, 'top'],
  ] as const) {
    const isInOrder = lines.every((line, i) => Number.isInteger(line) && line > (lines[i - 1] ?? 0) && line < length)
    if (isInOrder) continue
    throw new MediaError(
      'wrongUse',
      `Lines at ${lines.join(', ')} px from the ${side} do not divide a sheet of ${length} px.`,
      'Use whole numbers in rising order, inside of the sheet.',
    )
  }
}
