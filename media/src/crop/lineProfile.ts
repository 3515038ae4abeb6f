/** A greyscale raster, one byte a pixel, rows from the top. */
export interface Grey {
  pixels: Uint8Array
  width: number
  height: number
}

/** `x`: the lines are columns, counted from the left. `y`: they are rows, counted from the top. */
export type Axis = 'x' | 'y'

/** What the lines across one axis of a picture are like, each number between 0 and 1 but the levels. */
export interface LineProfile {
  /** Mean brightness that a line holds along its length, 0 to 255. */
  levels: Float32Array
  /** Share of a line's pixels that keep to its level: near 1 in a gutter, lower where a picture crosses. */
  flatness: Float32Array
  /** Share of a line's pixels that jump against the line before it and not beside it: high where two pictures touch. */
  breaks: Float32Array
  /** Share of the pixels of `line` that differ from the brightness `level`; 1 outside of the picture. */
  differing(line: number, level: number): number
}

const BREAK_STEP = 8
/** Pixels looked at along each line; more changes nothing and costs time. */
const SAMPLES = 1400
const BLOCKS = 8

/**
 * Looks along every line across `axis`, between `from` and `to` (px) on the other axis.
 *
 * A line's level may slope: it is fitted through the medians of its two halves, so that a gutter with a gradient is as flat
 * as a plain one, and so that what crosses it in a few places does not move it.
 *
 * @param tolerance brightness steps (of 255) that noise and a gutter's own shading stay under
 */
export function lineProfile(grey: Grey, axis: Axis, from: number, to: number, tolerance: number): LineProfile {
  const lines = axis === 'x' ? grey.width : grey.height
  const [lineStride, alongStride] = axis === 'x' ? [1, grey.width] : [grey.width, 1]
  const step = Math.max(1, Math.floor((to - from) / SAMPLES))
  const count = Math.floor((to - from) / step)
  const read = (line: number, out: Uint8Array) => {
    for (let k = 0, at = line * lineStride + from * alongStride; k < count; k++, at += step * alongStride) {
      out[k] = grey.pixels[at] ?? 0
    }
  }

  const levels = new Float32Array(lines)
  const flatness = new Float32Array(lines)
  const breaks = new Float32Array(lines)
  // Four lines at a time slide past: the break before `line` is judged by the steps on both sides of it.
  let [older, before, here, after] = Array.from({ length: 4 }, () => new Uint8Array(count)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  read(0, here)
  for (let line = 0; line < lines; line++) {
    if (line + 1 < lines) read(line + 1, after)
    const [first, second] = halfMedians(here)
    levels[line] = (first + second) / 2
    flatness[line] = flatShare(here, first, second, tolerance)
    if (line >= 2 && line + 1 < lines) breaks[line] = breakShare(older, before, here, after)
    ;[older, before, here, after] = [before, here, after, older]
  }

  const buffer = new Uint8Array(count)
  const differing = (line: number, level: number) => {
    if (line < 0 || line >= lines) return 1
    read(line, buffer)
    let differs = 0
    for (const value of buffer) if (Math.abs(value - level) > tolerance) differs++
    return differs / count
  }
  return { levels, flatness, breaks, differing }
}

/** The levels a quarter and three quarters along a line, from medians of medians. */
function halfMedians(line: Uint8Array): [number, number] {
  const size = Math.floor(line.length / BLOCKS)
  const medians = Array.from({ length: BLOCKS }, (_, block) => {
    return line.slice(block * size, (block + 1) * size).sort()[size >> 1] ?? 0
  })
  const middle = (part: number[]) => {
    const [, low = 0, high = 0] = part.sort((a, b) => a - b)
    return (low + high) / 2
  }
  return [middle(medians.slice(0, BLOCKS / 2)), middle(medians.slice(BLOCKS / 2))]
}

function flatShare(line: Uint8Array, first: number, second: number, tolerance: number): number {
  const slope = ((second - first) * 2) / line.length
  const start = first - (slope * line.length) / 4
  let flat = 0
  for (let k = 0; k < line.length; k++) if (Math.abs((line[k] ?? 0) - (start + slope * k)) <= tolerance) flat++
  return flat / line.length
}

function breakShare(older: Uint8Array, before: Uint8Array, here: Uint8Array, after: Uint8Array): number {
  let broken = 0
  for (let k = 0; k < here.length; k++) {
    const [a = 0, b = 0, c = 0, d = 0] = [older[k], before[k], here[k], after[k]]
    const jump = Math.abs(c - b)
    if (jump > BREAK_STEP && jump > 2 * Math.max(Math.abs(b - a), Math.abs(d - c))) broken++
  }
  return broken / here.length
}
