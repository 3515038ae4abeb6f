import type { Plane } from './Plane.ts'
import { type BoxMean, boxMeans } from './Plane.ts'
import type { Cues } from './readCues.ts'

/** A place that may be somebody's head with its hair: middle and size in px of the small copy. */
export interface Head {
  x: number
  y: number
  width: number
  height: number
  /** How much speaks for it: the logarithm of its odds, but for a constant that all heads of a picture share. */
  score: number
}

/** Heads are a little higher than wide. */
const HEIGHT = 1.17
/** Widths that are tried, as shares of the picture's shorter side. */
const WIDTHS = { least: 0.09, most: 0.75, step: 1.25 }
const STRIDE = 1 / 6
/** Places whose eyes are looked for, and places that are handed on. */
const LOOKED_AT = 60
const KEPT = 12

/** The places that look most like a head, best first, none of them twice; never none. */
export function findHeads(cues: Cues, standing: Plane): Head[] {
  const { width, height } = standing
  const means = {
    standing: boxMeans(standing),
    skin: boxMeans(cues.skin),
    detail: boxMeans(cues.detail),
    luma: boxMeans(cues.luma),
    squares: boxMeans({ ...cues.luma, values: cues.luma.values.map((value) => value * value) }),
  }
  const usualDetail = means.detail(0, 0, width, height) ?? 0
  const shorter = Math.min(width, height)
  const places: Head[] = []
  for (let wide = WIDTHS.least * shorter; wide < WIDTHS.most * shorter; wide *= WIDTHS.step) {
    const high = HEIGHT * wide
    const stride = Math.max(1, wide * STRIDE)
    const size = 1.5 * Math.log(wide / shorter)
    for (let y = 0.45 * high; y < height - 0.4 * high; y += stride) {
      for (let x = 0.4 * wide; x < width - 0.4 * wide; x += stride) {
        const place = { x, y, width: wide, height: high, score: size - 3.7 * (y / height) }
        place.score += judge(place, means, usualDetail)
        places.push(place)
      }
    }
  }
  const looked = distinct(places, LOOKED_AT).map((place) => ({
    ...place,
    score: place.score + 1.5 * eyesIn(place, means),
  }))
  return distinct(looked, KEPT)
}

type Means = Record<'standing' | 'skin' | 'detail' | 'luma' | 'squares', BoxMean>

/**
 * What a head is, in weights that were fitted to frames with known heads and then rounded: it stands out in all of its quarters, there is
 * backdrop above and beside it and a body below it, its face is skin and is full of detail.
 */
function judge({ x, y, width, height }: Head, { standing, skin, detail }: Means, usualDetail: number): number {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2]
  const quarters = Math.min(
    standing(left + 0.12 * width, top + 0.1 * height, x, y) ?? 0,
    standing(x, top + 0.1 * height, right - 0.12 * width, y) ?? 0,
    standing(left + 0.15 * width, y, x, bottom - 0.1 * height) ?? 0,
    standing(x, y, right - 0.15 * width, bottom - 0.1 * height) ?? 0,
  )
  const above = standing(left, top - 0.35 * height, right, top - 0.03 * height) ?? 0
  const beside = Math.max(
    standing(left - 0.3 * width, top, left, y + 0.2 * height) ?? 0,
    standing(right, top, right + 0.3 * width, y + 0.2 * height) ?? 0,
  )
  const body = standing(x - 0.4 * width, bottom + 0.1 * height, x + 0.4 * width, bottom + 2.5 * height) ?? 0.6
  const face = [x - 0.3 * width, y - 0.15 * height, x + 0.3 * width, y + 0.4 * height] as const
  const skinInside = skin(...face) ?? 0
  const skinAround =
    ((skin(left - 0.3 * width, top, left, bottom) ?? 0) +
      (skin(right, top, right + 0.3 * width, bottom) ?? 0) +
      (skin(left, top - 0.3 * height, right, top) ?? 0)) /
    3
  const fineness = Math.log(((detail(...face) ?? 0) + 0.005) / (usualDetail + 0.005))
  return (
    (8 + 4 * skinInside) * quarters -
    3 * above -
    4 * beside +
    3 * body +
    2 * skinInside -
    1.5 * skinAround +
    2.5 * fineness
  )
}

/** How clearly a pair of dark places lies amid brighter skin in the upper face, −1 to 1.2. */
function eyesIn({ x, y, width, height }: Head, { luma, squares }: Means): number {
  const face = [x - 0.3 * width, y - 0.15 * height, x + 0.3 * width, y + 0.4 * height] as const
  const around = (cx: number, cy: number, rx: number, ry: number) => luma(cx - rx, cy - ry, cx + rx, cy + ry) ?? 0
  const usual = luma(...face) ?? 0
  const deviation = Math.max(3, Math.sqrt(Math.max(0, (squares(...face) ?? 0) - usual * usual)))
  const reach = 0.055 * width
  let best = -1
  for (const down of [-0.06, 0.02, 0.1]) {
    for (const aside of [-0.1, 0, 0.1]) {
      for (const apart of [0.13, 0.18]) {
        const [cx, cy, half] = [x + aside * width, y + down * height, apart * width]
        const darker = Math.max(around(cx - half, cy, reach, 0.7 * reach), around(cx + half, cy, reach, 0.7 * reach))
        const brighter = Math.min(
          around(cx, cy, reach, reach),
          around(cx - half, cy + 0.13 * height, 0.05 * width, 0.04 * height),
          around(cx + half, cy + 0.13 * height, 0.05 * width, 0.04 * height),
          around(cx, cy - 0.115 * height, 0.12 * width, 0.035 * height),
        )
        best = Math.max(best, (brighter - darker) / deviation)
      }
    }
  }
  return Math.min(1.2, best)
}

/** The best places, leaving out those that are nearly a better one. */
function distinct(places: readonly Head[], most: number): Head[] {
  const kept: Head[] = []
  for (const place of [...places].sort((a, b) => b.score - a.score)) {
    if (kept.length === most) break
    const isNew = kept.every(
      (other) => Math.hypot(other.x - place.x, other.y - place.y) > 0.5 * Math.min(other.width, place.width),
    )
    if (isNew) kept.push(place)
  }
  return kept
}
