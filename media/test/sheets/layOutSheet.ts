import type { Cell, SheetSpec } from './drawSheet.ts'
import type { SeededRandom } from './seededRandom.ts'

/** Where the pictures of a sheet are, row by row: keylines and captions are outside of them. */
export function layOutSheet(spec: SheetSpec, random: SeededRandom): Cell[] {
  const { width, height, rows, cols, gutter, margin, uneven = 0, shift = 0, caption = 0 } = spec
  const rowSpans = divide(height, rows, { gutter, margin, uneven, random, below: caption })
  const columns = divide(width, cols, { gutter, margin, uneven, random, below: 0 })
  return rowSpans.flatMap((row, r) =>
    columns.map((col, c) => {
      const moved = r % 2 === 1 ? shift : 0
      const left = col.from + (c > 0 ? moved : 0)
      const right = col.to + (c < cols - 1 ? moved : 0)
      return { left, top: row.from, width: right - left, height: row.to - row.from }
    }),
  )
}

interface Division {
  gutter: number
  margin: number
  uneven: number
  random: SeededRandom
  /** Px left free after every part. */
  below: number
}

function divide(length: number, count: number, { gutter, margin, uneven, random, below }: Division) {
  const part = (length - 2 * margin - gutter * (count - 1)) / count
  const cuts = Array.from({ length: count - 1 }, (_, k) =>
    Math.round(margin + (k + 1) * (part + gutter) - gutter / 2 + random.between(-1, 1) * uneven * part),
  )
  const starts = [margin, ...cuts.map((cut) => cut + Math.floor(gutter / 2))]
  const ends = [...cuts.map((cut) => cut - Math.ceil(gutter / 2)), length - margin]
  return starts.map((from, i) => ({ from, to: (ends[i] ?? length) - below }))
}
