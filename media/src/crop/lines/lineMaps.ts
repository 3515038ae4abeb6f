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

/** Along the longer and the shorter side; more changes no result and costs time. */
const SAMPLES = { width: 256, height: 160 }

/** Both maps of a sheet. */
export async function lineMaps({ data, width, height }: Raster): Promise<LineMaps> {
  const reduce = (toWidth: number, toHeight: number) =>
    sharp(data, { raw: { width, height, channels: 3 } })
      .resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer()
  const across = Math.min(width, SAMPLES.width)
  const down = Math.min(height, SAMPLES.height)
  const [rows, columns] = await Promise.all([reduce(across, height), reduce(width, down)])
  return {
    rows: { lines: height, samples: across, data: rows },
    columns: { lines: width, samples: down, data: transpose(columns, width, down) },
  }
}

function transpose(data: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(data.length)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const at = (x * height + y) * 3
      out[at] = data[i] ?? 0
      out[at + 1] = data[i + 1] ?? 0
      out[at + 2] = data[i + 2] ?? 0
    }
  }
  return out
}
