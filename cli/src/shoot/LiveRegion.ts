/**
 * A terminal's lower end: text above streams and stays, a few rows below it are redrawn in place.
 *
 * The line of text that is still growing is drawn as the region's first row, so the rows can follow it at any moment.
 */
export class LiveRegion {
  readonly #out: NodeJS.WriteStream
  #line = ''
  #rows: string[] = []
  #drawn = 0

  constructor(out: NodeJS.WriteStream) {
    this.#out = out
  }

  /** Streams text on, wrapped at words. */
  write(text: string): void {
    const lines = (this.#line + text).split('\n').flatMap((line) => wrap(line, this.#columns))
    // The last one may still grow.
    this.#line = lines.pop() ?? ''
    this.#redraw(lines)
  }

  /** Adds whole lines, after ending the one that is growing. */
  lines(texts: readonly string[]): void {
    const growing = this.#line === '' ? [] : [this.#line]
    this.#line = ''
    this.#redraw([...growing, ...texts])
  }

  /** Replaces the rows below the text. */
  rows(rows: readonly string[]): void {
    if (rows.length === this.#rows.length && rows.every((row, index) => row === this.#rows[index])) return
    this.#rows = [...rows]
    this.#redraw([])
  }

  /** Ends the growing line and takes the rows away. */
  rest(): void {
    this.#rows = []
    this.lines([])
  }

  get #columns(): number {
    return Math.max(20, (this.#out.columns ?? 80) - 1)
  }

  #redraw(above: readonly string[]): void {
    const up = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A`
    const below = [...(this.#line === '' ? [] : [this.#line]), ...this.#rows.map((row) => cut(row, this.#columns))]
    this.#drawn = below.length
    // One write, so that no half-drawn state is ever shown.
    this.#out.write(`${up}\r\x1b[J${[...above, ...below].map((line) => `${line}\n`).join('')}`)
  }
}

/** Breaks a line at spaces so that no piece is wider than `columns`; what has no space is broken anywhere. */
export function wrap(line: string, columns: number): string[] {
  const pieces: string[] = []
  let rest = line
  while (width(rest) > columns) {
    const fitting = cut(rest, columns)
    const space = fitting.lastIndexOf(' ')
    const end = space > 0 ? space : fitting.length
    pieces.push(rest.slice(0, end))
    rest = rest.slice(space > 0 ? end + 1 : end)
  }
  return [...pieces, rest]
}

const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u
/** One colour or style sequence of the terminal, which takes no room. */
const STYLE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'y')

/** How many columns a text takes. */
function width(text: string): number {
  return measure(text, Number.POSITIVE_INFINITY).columns
}

/** The longest beginning that takes at most `columns`. */
function cut(text: string, columns: number): string {
  return text.slice(0, measure(text, columns).end)
}

function measure(text: string, limit: number): { columns: number; end: number } {
  let columns = 0
  let end = 0
  while (end < text.length) {
    STYLE.lastIndex = end
    const style = STYLE.exec(text)?.[0]
    if (style !== undefined) {
      end += style.length
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0)
    const step = WIDE.test(character) ? 2 : 1
    if (columns + step > limit) break
    columns += step
    end += character.length
  }
  return { columns, end }
}
