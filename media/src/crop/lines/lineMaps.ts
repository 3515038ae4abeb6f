import sharp, { type Sharp } from 'sharp'
import { type LineLoops, openLineLoops } from './LineLoops.ts'

/** A decoded sheet: three bytes (RGB) a pixel, rows from the top. */
export interface Raster {
  data: Uint8Array
  width: number
  height: number
}

/**
 * A picture reduced along its lines and not across them: every line is there, each as `samples` means of equal stretches,
 * so that what runs along the lines is found to the pixel and noise is averaged away.
 */
export interface LineMap {
  lines: number
  samples: number
  /** Three bytes (RGB) a sample, line after line. */
  data: Uint8Array
  loops: LineLoops
}

/** `rows`: lines are the sheet's rows, from the top. `columns`: lines are its columns, from the left. */
export interface LineMaps {
  rows: LineMap
  columns: LineMap
}

/** Of a row and of a column; more changes no result and costs time. */
const SAMPLES = { row: 256, column: 160 }

/** About so many rows make one sample of a column: more are not worth their time. */
const ROWS_PER_SAMPLE = 2.5

/** Both maps of a sheet. */
export async function lineMaps(sheet: Raster): Promise<LineMaps> {
  const [columns, rows] = await Promise.all([mapColumns(sheet), mapRows(sheet)])
  return { rows, columns }
}

/** The map of a sheet's rows. */
export async function mapRows(sheet: Raster): Promise<LineMap> {
  const { width, height } = sheet
  const samples = Math.min(width, SAMPLES.row)
  const data = await open(sheet).resize(samples, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer()
  return { lines: height, samples, data, loops: await openLineLoops(height, samples, data) }
}

/** The map of a sheet's columns, which is made in half the time. */
export async function mapColumns(sheet: Raster): Promise<LineMap> {
  const { width, height } = sheet
  const samples = Math.min(height, SAMPLES.column)
  // Upside down and then turned to the right, columns are rows.
  const data = await everyRow(sheet, Math.max(1, Math.round(height / (samples * ROWS_PER_SAMPLE))))
    .resize(width, samples, { fit: 'fill', kernel: 'linear' })
    .flip()
    .rotate(90)
    .raw()
    .toBuffer()
  return { lines: width, samples, data, loops: await openLineLoops(width, samples, data) }
}

const open = ({ data, width, height }: Raster) => sharp(data, { raw: { width, height, channels: 3 } })

/** Every `step`-th row of a sheet, without copying any: `step` rows that follow each other are taken for one, and it is cut off. */
function everyRow({ data, width, height }: Raster, step: number): Sharp {
  if (step === 1) return open({ data, width, height })
  const count = Math.floor(height / step)
  const joined = { data: data.subarray(0, count * step * width * 3), width: width * step, height: count }
  return open(joined).extract({ left: 0, top: 0, width, height: count })
}
