/** Pixels as a canvas gives them: four bytes each, red, green, blue, alpha. */
export type Pixels = { data: ArrayLike<number>; width: number; height: number }

export type Judgement = {
  /** What makes a photo a poor reference; it can be used all the same. */
  flaws: Flaw[]
  /** What the picture looks like, for `isSamePicture`; null where there is too little in it to tell. */
  fingerprint: Uint8Array | null
}

export type Flaw = 'dark' | 'plain' | 'blurred'

/** Nine tenths of the pixels are darker than this, of 255: a figure before a black wall is not, a room without light is. */
const DARK = { share: 0.9, brightness: 50 }
/** Standard deviation of the brightness, of 255, and mean distance between the brightest and the darkest of a pixel's colours. */
const PLAIN = { spread: 6, saturationSpread: 8 }
/** Of the measure of blur, 0 to 1; what is sharp at this size has less than 0.5. */
const BLURRED = 0.72
/** px by which a line is smeared to see what that changes */
const SMEAR = 9
/** Columns and rows of the fingerprint. */
const GRID = 16

/** Looks at a photo that was scaled to about 512 px. */
export function judgePixels(pixels: Pixels): Judgement {
  const grey = brightnessOf(pixels)
  const plain = isPlain(pixels, grey)
  const dark = quantile(grey, DARK.share) < DARK.brightness
  const flaws: Flaw[] = [
    ...(dark ? (['dark'] as const) : []),
    ...(plain && !dark ? (['plain'] as const) : []),
    // Where there is nothing to see, there is nothing to be sharp.
    ...(!plain && measureBlur(grey, pixels.width, pixels.height) > BLURRED ? (['blurred'] as const) : []),
  ]
  return { flaws, fingerprint: plain ? null : fingerprintOf(grey, pixels) }
}

/** Luma of each pixel, 0 to 255 (ITU-R BT.601); what is transparent counts as the white that it is put on. */
function brightnessOf({ data, width, height }: Pixels): Float32Array {
  const grey = new Float32Array(width * height)
  for (let index = 0; index < grey.length; index++) {
    const at = index * 4
    const luma = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    const alpha = data[at + 3] ?? 255
    grey[index] = (luma * alpha + 255 * (255 - alpha)) / 255
  }
  return grey
}

/** The value that this share of all values is below. */
function quantile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(values.length * share)] ?? 0
}

function isPlain({ data, width, height }: Pixels, grey: Float32Array): boolean {
  const saturation = new Float32Array(width * height)
  for (let index = 0; index < saturation.length; index++) {
    const colours = [data[index * 4] ?? 0, data[index * 4 + 1] ?? 0, data[index * 4 + 2] ?? 0]
    saturation[index] = Math.max(...colours) - Math.min(...colours)
  }
  return spread(grey) < PLAIN.spread && spread(saturation) < PLAIN.saturationSpread
}

/** Standard deviation. */
function spread(values: Float32Array): number {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / values.length
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean))
}

/**
 * How blurred a picture is, 0 to 1: what is blurred already changes little when it is blurred again. After Crete et al., "The blur
 * effect: perception and estimation with a new no-reference perceptual blur metric", 2007 (https://doi.org/10.1117/12.702790).
 */
function measureBlur(grey: Float32Array, width: number, height: number): number {
  return Math.max(
    blurAlong(grey, { lines: height, length: width, step: 1, stride: width }),
    blurAlong(grey, { lines: width, length: height, step: width, stride: 1 }),
  )
}

type Direction = { lines: number; length: number; step: number; stride: number }

function blurAlong(grey: Float32Array, { lines, length, step, stride }: Direction): number {
  const reach = SMEAR >> 1
  let changes = 0
  let lost = 0
  for (let line = 0; line < lines; line++) {
    const at = (index: number) => grey[line * stride + index * step] ?? 0
    for (let index = reach + 1; index < length - reach; index++) {
      const change = Math.abs(at(index) - at(index - 1))
      // Two neighbouring means of nine differ by their outermost pixels alone.
      const smeared = Math.abs(at(index + reach) - at(index - 1 - reach)) / SMEAR
      changes += change
      lost += Math.max(0, change - smeared)
    }
  }
  return changes === 0 ? 0 : (changes - lost) / changes
}

/** For each cell of a grid whether it is brighter than the one to its left: a difference hash. */
function fingerprintOf(grey: Float32Array, { width, height }: Pixels): Uint8Array {
  const cells = new Float32Array((GRID + 1) * GRID)
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column <= GRID; column++)
      cells[row * (GRID + 1) + column] = mean(grey, width, [
        Math.floor((column * width) / (GRID + 1)),
        Math.floor(((column + 1) * width) / (GRID + 1)),
        Math.floor((row * height) / GRID),
        Math.floor(((row + 1) * height) / GRID),
      ])
  return Uint8Array.from({ length: GRID * GRID }, (_, bit) => {
    const cell = Math.floor(bit / GRID) * (GRID + 1) + (bit % GRID)
    return (cells[cell + 1] ?? 0) > (cells[cell] ?? 0) + 0.5 ? 1 : 0
  })
}

function mean(grey: Float32Array, width: number, [left, right, top, bottom]: [number, number, number, number]): number {
  let sum = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += grey[y * width + x] ?? 0
  return sum / Math.max(1, (right - left) * (bottom - top))
}
