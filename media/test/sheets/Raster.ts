/** A picture in memory: three bytes (RGB) a pixel, rows from the top. */
export interface Raster {
  data: Buffer
  width: number
  height: number
}

export type Colour = readonly [red: number, green: number, blue: number]
