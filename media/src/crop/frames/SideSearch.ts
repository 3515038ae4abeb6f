import type { Border } from '../borders/Border.ts'
import type { Part, Side } from '../grid/Division.ts'
import type { LineMap } from '../lines/lineMaps.ts'

/** How far inside and outside of where the whole gutter ends a single picture's edge is looked for, in px of a sheet of 2048 px. */
const REACH = { inwards: 6, outwards: 14 }
/** Share of a line that is no gutter any more where a picture has begun. */
const PICTURE_SHARE = 0.14
/** Corners may be round: so much of a side is left out at each end. */
const CORNERS = 0.08
/** A keyline with its distance to the picture is at most so wide, in px of a sheet of 2048 px. */
const KEYLINE = 11
/** Brightness steps within which a keyline is even. */
const EVEN = 5
/** Where a keyline ends, most of the line changes by so many brightness steps. */
const JUMP = 12
const JUMPING = 0.5

/** Looks for the edge of one picture at one of its sides. */
export class SideSearch {
  readonly side: Side
  /** The picture's first line, or the line after its last. */
  readonly edge: number
  /** Width in px of the keyline inside of the edge; undefined where the picture itself is too plain to tell, or nothing is beside it. */
  readonly keyline: number | undefined
  readonly #map: LineMap
  readonly #inward: 1 | -1
  /** Samples of the side, without its corners. */
  readonly #from: number
  readonly #to: number

  /** The picture lies `inward` of the side and goes as far as `along`, of `alongLength` px, on the other axis. */
  constructor(map: LineMap, side: Side, inward: 1 | -1, along: Part, alongLength: number, scale: number) {
    this.#map = map
    this.#inward = inward
    this.side = side
    const share = map.samples / alongLength
    const corner = (along.to.at - along.from.at) * CORNERS
    this.#from = Math.max(0, Math.ceil((along.from.at + corner) * share))
    this.#to = Math.min(map.samples, Math.floor((along.to.at - corner) * share))
    const { gutter } = side
    this.edge = gutter && side.certain ? this.#findEdge(gutter, scale) : side.at
    this.keyline = gutter && side.certain ? this.#findKeyline(gutter.tolerance, scale) : undefined
  }

  /** The line `k` lines inside of an edge, outside where `k` is negative. */
  #line(edge: number, k: number): number {
    return this.#inward === 1 ? edge + k : edge - 1 - k
  }

  #findEdge({ core, tolerance }: Border, scale: number): number {
    const { at } = this.side
    const isGutter = (k: number) => this.#differing(this.#line(at, k), core, 2 * tolerance + 2) < PICTURE_SHARE
    const edge = (k: number) => at + this.#inward * k
    if (isGutter(0)) {
      for (let k = 1; k <= REACH.inwards * scale; k++) if (!isGutter(k)) return edge(k)
      // Plain from the beginning: the picture's own backdrop hides its edge.
      return at
    }
    for (let k = -1; k >= -REACH.outwards * scale && (this.#line(at, k) - core) * this.#inward > 0; k--) {
      if (isGutter(k)) return edge(k + 1)
    }
    return at
  }

  #findKeyline(tolerance: number, scale: number): number | undefined {
    const even = Math.max(EVEN, 2 * tolerance)
    for (let k = 0; k <= Math.ceil(KEYLINE * scale); k++) {
      if (this.#unevenness(this.#line(this.edge, k)) <= even) continue
      if (k === 0) return 0
      // A picture's own plain edge ends little by little.
      return this.#differing(this.#line(this.edge, k + 1), this.#line(this.edge, k - 2), JUMP) < JUMPING ? undefined : k
    }
    return undefined
  }

  /** Share of a line's samples that differ by more than `limit` brightness steps from those of another line beside them. */
  #differing(line: number, other: number, limit: number): number {
    if (this.#isOutside(line) || this.#isOutside(other)) return 1
    return this.#map.loops.sideDiffering(line, other, this.#from, this.#to, limit)
  }

  /** How many brightness steps the samples of a line are from those an eighth further along; seven eighths of them. */
  #unevenness(line: number): number {
    if (this.#isOutside(line)) return 255
    return this.#map.loops.sideUnevenness(line, this.#from, this.#to)
  }

  #isOutside(line: number): boolean {
    return line < 0 || line >= this.#map.lines
  }
}
