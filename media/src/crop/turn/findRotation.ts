import type { LineMap, LineMaps } from '../lines/lineMaps.ts'

/** Degrees to either side. */
const MOST = 1.2
const COARSE = 0.08
const FINE = 0.02
const FINEST = 0.005
/** A sheet that is turned by less stays as it is: over a whole side that is three px in two thousand. */
const LEAST = 0.07
/** How much more the edges must agree at the found angle than at none. */
const BETTER = 1.08
/** Stretches of a line whose edges are summed up before they are shifted. */
const STRETCHES = 32
/** Brightness steps: smaller ones are noise, larger ones count no more. */
const STEP = { least: 8, most: 48 }

/**
 * By how many degrees the sheet is turned clockwise, from −1.2 to 1.2; 0 where it is straight or nothing tells.
 *
 * The edges of gutters lie on straight lines from one side of the sheet to the other. Summed up along lines of the right slope
 * they make the highest peaks, so the sum of squares is greatest there (the projection profile of document scanning).
 */
export function findRotation({ rows, columns }: LineMaps): number {
  const [down, across] = [edges(rows), edges(columns)]
  const rough = [inPairs(down), inPairs(across)] as const
  const scorer = (rowEdges: readonly Float32Array[], columnEdges: readonly Float32Array[]) => {
    const sums = (slope: number) =>
      [
        peaks(rowEdges, rows.lines, slope * columns.lines),
        peaks(columnEdges, columns.lines, -slope * rows.lines),
      ] as const
    const [r0, c0] = sums(0)
    return (degrees: number) => {
      const [r, c] = sums(Math.tan((degrees * Math.PI) / 180))
      return r / Math.max(1, r0) + c / Math.max(1, c0)
    }
  }
  const scoreRoughly = scorer(...rough)
  const coarse = best(scoreRoughly, 0, MOST, COARSE)
  if (coarse.angle === 0) return 0
  const score = scorer(down, across)
  const fine = best(score, coarse.angle, COARSE, FINE)
  const { angle, most } = best(score, fine.angle, FINE, FINEST)
  return Math.abs(angle) < LEAST || most < BETTER * score(0) ? 0 : angle
}

/** The angle up to `reach` about `middle` with the highest score; `middle` itself where none is higher. */
function best(score: (degrees: number) => number, middle: number, reach: number, step: number) {
  let [angle, most] = [middle, score(middle)]
  for (let away = step; away <= reach + step / 2; away += step) {
    for (const degrees of [middle - away, middle + away]) {
      const value = score(degrees)
      if (value > most) [angle, most] = [degrees, value]
    }
  }
  return { angle, most }
}

function inPairs(stretches: readonly Float32Array[]): Float32Array[] {
  return Array.from({ length: stretches.length >> 1 }, (_, k) => {
    const [one, other] = [stretches[2 * k], stretches[2 * k + 1]]
    return (one ?? new Float32Array()).map((value, line) => value + (other?.[line] ?? 0))
  })
}

/** For each stretch of the lines how much each line differs from the one before it. */
function edges({ lines, samples, data }: LineMap): Float32Array[] {
  const stride = samples * 3
  return Array.from({ length: STRETCHES }, (_, k) => {
    const [first, last] = [Math.floor((k * samples) / STRETCHES), Math.floor(((k + 1) * samples) / STRETCHES)]
    const found = new Float32Array(lines)
    for (let line = 1; line < lines; line++) {
      let sum = 0
      for (let at = line * stride + first * 3, end = line * stride + last * 3; at < end; at += 3) {
        const step =
          Math.abs((data[at] as number) - (data[at - stride] as number)) +
          Math.abs((data[at + 1] as number) - (data[at + 1 - stride] as number)) +
          Math.abs((data[at + 2] as number) - (data[at + 2 - stride] as number))
        if (step >= STEP.least) sum += step < STEP.most ? step : STEP.most
      }
      found[line] = sum
    }
    return found
  })
}

/** Sum of the squares of the edges along lines that descend by `drop` px from the first stretch's beginning to the last's end. */
function peaks(stretches: readonly Float32Array[], lines: number, drop: number): number {
  const summed = new Float32Array(lines)
  for (const [k, stretch] of stretches.entries()) {
    const shift = Math.round(((k + 0.5) / stretches.length - 0.5) * drop)
    const [from, to] = [Math.max(0, -shift), Math.min(lines, lines - shift)]
    for (let line = from; line < to; line++) summed[line] = (summed[line] as number) + (stretch[line + shift] as number)
  }
  let sum = 0
  for (const value of summed) sum += value * value
  return sum
}
