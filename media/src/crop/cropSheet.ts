import { basename, join } from 'node:path'
import sharp from 'sharp'
import { writeWhole } from '../files/writeWhole.ts'
import { MediaError } from '../MediaError.ts'
import { damagedPicture, openPicture } from '../probe/openPicture.ts'
import { centred, type FrameRatio, largestEven, parseRatio } from '../resize/frameRatio.ts'
import { type Box, detectGrid, type GridMethod, LEAST_CONFIDENCE } from './detectGrid.ts'

export interface CropSheetOptions {
  /** Path of the contact sheet. */
  sheet: string
  /** Folder for `frame-1.png` and on; made if it is not there. */
  outDir: string
  /** Default 2. */
  rows?: number | undefined
  /** Default 3. */
  cols?: number | undefined
  /** Trims every frame about its middle to exactly this ratio. */
  ratio?: FrameRatio | undefined
}

/** A frame and the part of the sheet that it shows, in px of the upright sheet. */
export interface CroppedFrame extends Box {
  /** From 1, row by row. */
  index: number
  file: string
}

export interface CroppedSheet {
  frames: CroppedFrame[]
  /** How sure the grid is, 0.3 to 1. */
  confidence: number
  method: GridMethod
}

/** An edge is trimmed by at most so many px (at 2048 px, in proportion above) to bring cells to one size; beyond it they are scaled. */
const TRIM_PX = 8
const MAX_CELLS = 8

/**
 * Cuts a contact sheet into its pictures: PNGs of one even size without a pixel of the gutters.
 *
 * @throws MediaError `notAGrid` with the reason where the sheet is not such a grid, `wrongUse`, `fileNotFound`, `notMedia`,
 *   `damagedFile`, `tooLarge` or `cannotWrite`
 */
export async function cropSheet(options: CropSheetOptions): Promise<CroppedSheet> {
  const { sheet, outDir, rows = 2, cols = 3 } = options
  for (const count of [rows, cols]) {
    if (Number.isInteger(count) && count >= 1 && count <= MAX_CELLS) continue
    throw new MediaError(
      'wrongUse',
      `${count} is not a number of rows or columns.`,
      `Use whole numbers from 1 to ${MAX_CELLS}.`,
    )
  }
  const ratio = options.ratio === undefined ? undefined : parseRatio(options.ratio)
  const picture = await openPicture(sheet)
  const { data, info } = await picture
    .decode()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damagedPicture(sheet, error)
    })
  const { width, height } = info
  const grid = detectGrid({ pixels: luma(data, info.channels), width, height }, rows, cols)
  if (grid.confidence < LEAST_CONFIDENCE) {
    throw new MediaError(
      'notAGrid',
      `${basename(sheet)} is not clearly a sheet of ${rows} × ${cols} pictures (confidence ${grid.confidence.toFixed(2)}): ${
        grid.problem ?? 'the borders between the pictures are too faint'
      }.`,
      'Make a new sheet with plain gutters, or say how many rows and columns it has.',
    )
  }

  const size = commonSize(grid.cells, Math.max(width, height), ratio)
  const frames = await Promise.all(
    grid.cells.map(async (cell, i) => {
      const box = size.trims ? centred(cell, size.width, size.height) : towardsShape(cell, size, size.most)
      const cut = sharp(data, { raw: { width, height, channels: info.channels } }).extract(box)
      const scaled = size.trims ? cut : cut.resize(size.width, size.height, { fit: 'fill' })
      const file = await writeWhole(join(outDir, `frame-${i + 1}.png`), await scaled.png().toBuffer())
      return { index: i + 1, file, ...box }
    }),
  )
  return { frames, confidence: Math.round(grid.confidence * 100) / 100, method: grid.method }
}

/** The size that all frames get, whether all cells are near enough to it to be trimmed, and the most px to trim an edge by. */
function commonSize(cells: readonly Box[], sheetSide: number, ratio: readonly [number, number] | undefined) {
  const widths = cells.map((cell) => cell.width).sort((a, b) => a - b)
  const heights = cells.map((cell) => cell.height).sort((a, b) => a - b)
  const most = (TRIM_PX * Math.max(2048, sheetSide)) / 2048
  const spread = (sizes: number[]) => (sizes.at(-1) ?? 0) - (sizes[0] ?? 0)
  const trims = spread(widths) <= 2 * most && spread(heights) <= 2 * most
  const pick = (sizes: number[]) => (trims ? sizes[0] : sizes[sizes.length >> 1]) ?? 0
  const [width, height] = [pick(widths) & ~1, pick(heights) & ~1]
  return { trims, most, ...(ratio ? largestEven(width, height, ratio) : { width, height }) }
}

/** The cell brought nearer to the shape of `size` by at most `most` px an edge; a ratio that was asked for goes beyond it. */
function towardsShape(cell: Box, size: { width: number; height: number }, most: number): Box {
  const factor = Math.min(cell.width / size.width, cell.height / size.height)
  const trim = (side: number, wanted: number) => Math.max(Math.round(wanted * factor), Math.floor(side - 2 * most))
  return centred(cell, trim(cell.width, size.width), trim(cell.height, size.height))
}

function luma(data: Buffer, channels: number): Uint8Array {
  if (channels < 3) return data
  const grey = new Uint8Array(data.length / channels)
  for (let i = 0, at = 0; i < grey.length; i++, at += channels) {
    grey[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
  }
  return grey
}
