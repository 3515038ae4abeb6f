import sharp from 'sharp'

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
}

/** `rows`: lines are the sheet's rows, from the top. `columns`: lines are its columns, from the left. */
export interface LineMaps {
  rows: LineMap
  columns: LineMap
}

/** Of a row and of a column; more changes no result and costs time. */
const SAMPLES = { row: 256, column: 160 }

/** Rows that make one sample of a column: more are not worth their time. */
const ROWS_PER_SAMPLE = 3

/** Both maps of a sheet. */
export async function lineMaps({ data, width, height }: Raster): Promise<LineMaps> {
  const [across, down] = [Math.min(width, SAMPLES.row), Math.min(height, SAMPLES.column)]
  const rowsReduced = reduce({ data, width, height }, across, height)
  // While the rows are under way.
  const some = pickRows({ data, width, height }, Math.min(height, down * ROWS_PER_SAMPLE))
  const columnsReduced = reduce(some, width, down)
  const [columns, rows] = [transpose(await columnsReduced, width, down), await rowsReduced]
  return {
    rows: { lines: height, samples: across, data: rows },
    columns: { lines: width, samples: down, data: columns },
  }
}

function reduce({ data, width, height }: Raster, toWidth: number, toHeight: number): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
}

/** So many rows of a sheet, evenly spaced. */
function pickRows({ data, width, height }: Raster, count: number): Raster {
  if (count === height) return { data, width, height }
  const picked = new Uint8Array(width * count * 3)
  for (let k = 0; k < count; k++) {
    const start = Math.floor(((k + 0.5) * height) / count) * width * 3
    picked.set(data.subarray(start, start + width * 3), k * width * 3)
  }
  return { data: picked, width, height: count }
}

function transpose(data: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(data.length)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = y * 3; x < width; x++, i += 3, at += height * 3) {
      out[at] = data[i] as number
      out[at + 1] = data[i + 1] as number
      out[at + 2] = data[i + 2] as number
    }
  }
  return out
}
