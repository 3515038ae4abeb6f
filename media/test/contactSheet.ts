import sharp from 'sharp'

export interface ContactSheetOptions {
  seed: number
  width?: number
  height?: number
  rows?: number
  cols?: number
  /** Width of the gutters and of the outer margin in px. */
  gutter?: number
  margin?: number
  colour?: string
  /** Second colour of a gutter with a gradient from the sheet's top left to its bottom right. */
  colourTo?: string
  /** How far gutters are moved from an even grid, in px. */
  uneven?: number
  /** Moves the gutters of the second row by so many px. */
  shift?: number
  /** One backdrop for all pictures. */
  backdrop?: string
  /** JPEG quality; PNG without it. */
  quality?: number
}

export interface Cell {
  left: number
  top: number
  width: number
  height: number
}

/** Draws a contact sheet of standing figures and says where its pictures are. The same seed draws the same sheet. */
export async function contactSheet(options: ContactSheetOptions): Promise<{ bytes: Buffer; cells: Cell[] }> {
  const {
    seed,
    width = 1024,
    height = 768,
    rows = 2,
    cols = 3,
    gutter = 12,
    margin = 0,
    uneven = 0,
    shift = 0,
  } = options
  const random = randomFrom(seed)
  const cuts = (length: number, count: number) =>
    Array.from({ length: count - 1 }, (_, k) =>
      Math.round(margin + ((length - 2 * margin) * (k + 1)) / count + (random() * 2 - 1) * uneven),
    )
  const spans = (length: number, inner: number[]) => {
    const starts = [margin, ...inner.map((at) => at + Math.floor(gutter / 2))]
    const ends = [...inner.map((at) => at - Math.ceil(gutter / 2)), length - margin]
    return starts.map((from, i) => ({ from, to: ends[i] ?? length }))
  }
  const rowSpans = spans(height, cuts(height, rows))
  const columnCuts = cuts(width, cols)
  const cells = rowSpans.flatMap((row, r) =>
    spans(
      width,
      columnCuts.map((at) => at + (r % 2) * shift),
    ).map((col) => ({
      left: col.from,
      top: row.from,
      width: col.to - col.from,
      height: row.to - row.from,
    })),
  )
  const pictures = cells.map((cell, i) => {
    const { left, top, width: w, height: h } = cell
    return `<svg x="${left}" y="${top}" width="${w}" height="${h}">${figure(w, h, i, random, options.backdrop)}</svg>`
  })
  const { colour = '#ffffff', colourTo = colour } = options
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop stop-color="${colour}"/><stop offset="1" stop-color="${colourTo}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/>${pictures.join('')}</svg>`
  const drawn = sharp(Buffer.from(svg)).removeAlpha()
  const bytes = options.quality ? drawn.jpeg({ quality: options.quality }) : drawn.png({ compressionLevel: 2 })
  return { bytes: await bytes.toBuffer(), cells }
}

function figure(w: number, h: number, index: number, random: () => number, backdrop: string | undefined): string {
  const tone = (low: number, high: number) =>
    `rgb(${[0, 0, 0].map(() => Math.round(low + random() * (high - low))).join(',')})`
  const wall = backdrop ?? tone(60, 220)
  const x = w * (0.35 + random() * 0.3)
  const head = h * (0.08 + random() * 0.06)
  const texture = Array.from({ length: 40 }, () => {
    const [cx, cy, r] = [random() * w, h * (0.75 + random() * 0.25), 2 + random() * 12]
    return `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${tone(20, 140)}"/>`
  }).join('')
  const floor = backdrop
    ? ''
    : `<rect y="${h * (0.62 + random() * 0.2)}" width="${w}" height="${h}" fill="${tone(40, 160)}"/>`
  return `<linearGradient id="w${index}" x2=".4" y2="1"><stop stop-color="${wall}"/><stop offset="1" stop-color="${backdrop ?? tone(40, 200)}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#w${index})"/>${floor}${texture}
    <ellipse cx="${x}" cy="${h * 0.25}" rx="${head}" ry="${head * 1.3}" fill="${tone(120, 230)}"/>
    <path d="M${x - w * 0.17} ${h * 0.45} Q${x} ${h * 0.33} ${x + w * 0.17} ${h * 0.45} L${x + w * 0.22} ${h} L${x - w * 0.22} ${h}Z" fill="${tone(10, 200)}"/>
    <rect x="${x - w * 0.03}" y="${h * 0.45}" width="${w * 0.06}" height="${h * 0.5}" fill="${tone(10, 240)}"/>`
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
