import type { Cell } from './drawSheet.ts'
import type { Raster } from './Raster.ts'
import type { SeededRandom } from './seededRandom.ts'

/** Writes strokes like those of letters into a strip, black on bright and white on dark: no font, so that it is the same everywhere. */
export function drawCaption(canvas: Raster, strip: Cell, random: SeededRandom): void {
  const ground = canvas.data[((strip.top + 1) * canvas.width + strip.left + 2) * 3] ?? 0
  const ink = ground > 128 ? random.whole(0, 60) : random.whole(200, 255)
  const lines = strip.height > 44 && random.chance(0.5) ? 2 : 1
  const size = Math.floor((strip.height * random.between(0.4, 0.6)) / lines)
  const stroke = Math.max(1, Math.round(size / 8))
  for (let line = 0; line < lines; line++) {
    const top = strip.top + Math.round(((line + 0.5) * strip.height) / lines - size / 2)
    const length = strip.width * random.between(0.25, 0.8)
    const start = strip.left + (random.chance(0.5) ? (strip.width - length) / 2 : size * 0.3)
    for (let x = start; x < start + length; x += size * 0.7) {
      if (random.chance(0.15)) continue
      drawLetter(canvas, Math.round(x), top, size, stroke, ink, random)
    }
  }
}

function drawLetter(
  canvas: Raster,
  x: number,
  y: number,
  size: number,
  stroke: number,
  ink: number,
  random: SeededRandom,
) {
  const wide = Math.round(size * 0.5)
  const fill = (left: number, top: number, width: number, height: number) => {
    for (let row = top; row < top + height; row++) {
      const at = (row * canvas.width + left) * 3
      if (row < canvas.height) canvas.data.fill(ink, at, at + width * 3)
    }
  }
  fill(x, y, stroke, size)
  if (random.chance(0.6)) fill(x + wide - stroke, y, stroke, size)
  for (const share of [0, 0.5, 1])
    if (random.chance(0.5)) fill(x, y + Math.round((size - stroke) * share), wide, stroke)
}
