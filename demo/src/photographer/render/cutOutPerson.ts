/** Separates a person from what is behind: colour models of both, learned in turns with the cheapest cut (after GrabCut). */
import { colourBins, colourModel } from './colourModel.ts'
import { type Eyes, findEyes } from './findEyes.ts'
import { findFace } from './findFace.ts'
import { minCut } from './minCut.ts'
import type { Raster } from './Raster.ts'

const ROUNDS = 3
/** Weight of a border between two pixels of the same colour. */
const BORDER = 14
const CERTAIN = 1_000

type Prior = { subject: Float32Array; certainly: Int8Array }

/** Where a person with these eyes must be, may be and cannot be; lengths in half eye distances. */
function priorAround(eyes: Eyes, width: number, height: number): Prior {
  const subject = new Float32Array(width * height)
  const certainly = new Int8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const dx = Math.abs(x - eyes.x) / eyes.half
      const dy = (y - eyes.y) / eyes.half
      const i = y * width + x
      const head = Math.hypot(dx / 4.2, (dy + 0.4) / 4.4)
      const shoulder = Math.min(9, 3 + Math.max(0, dy - 3.4) * 1.8)
      const inBody = dy > 3 ? dx / shoulder : Number.POSITIVE_INFINITY
      const nearness = Math.min(head, inBody)
      subject[i] = 3.2 * (1 - Math.min(2, nearness))
      const core = Math.hypot(dx / 1.5, (dy - 0.5) / 2.5) < 1 || (dy > 2 && dx < 1.4) || (dy > 8 && dx < 3.6)
      const above = dy < -6.2 || (dy < 3 && dx > 7)
      const outside = dy >= 3 && dx > 15
      const edge = y === 0 || ((x < 3 || x >= width - 3) && dy < 11)
      certainly[i] = core ? 1 : above || outside || (edge && head > 1) ? -1 : 0
    }
  return { subject, certainly }
}

/** Costs of borders: cheap along strong edges. */
function borders({ data, width, height }: Raster) {
  const right = new Float32Array(width * height)
  const below = new Float32Array(width * height)
  const difference = (a: number, b: number) => {
    let sum = 0
    for (let c = 0; c < 3; c++) sum += ((data[3 * a + c] ?? 0) - (data[3 * b + c] ?? 0)) ** 2
    return sum
  }
  let mean = 0
  for (let i = 0; i < width * (height - 1); i++) {
    right[i] = difference(i, i + 1)
    below[i] = difference(i, i + width)
    mean += ((right[i] ?? 0) + (below[i] ?? 0)) / 2
  }
  const beta = 1 / (2 * Math.max(1, mean / (width * height)))
  const weigh = (value: number) => 1.5 + BORDER * Math.exp(-beta * value)
  return { right: right.map(weigh), below: below.map(weigh) }
}

/** The subject as 0 or 1 per pixel of a small raster; undefined when no face is found. */
export function cutOutPerson(raster: Raster): { mask: Uint8Array; eyes: Eyes } | undefined {
  const { width, height } = raster
  const face = findFace(raster)
  if (!face) return undefined
  const eyes = findEyes(raster, face)
  const prior = priorAround(eyes, width, height)
  const bins = colourBins(raster)
  const edges = borders(raster)
  let mask: Uint8Array = Uint8Array.from(prior.subject, (value) => (value > 0 ? 1 : 0))
  for (let round = 0; round < ROUNDS; round++) {
    const ofSubject = colourModel(bins, (i) => mask[i] ?? 0)
    const ofBackground = colourModel(bins, (i) => 1 - (mask[i] ?? 0))
    const lostSubject = new Float32Array(width * height)
    const falseSubject = new Float32Array(width * height)
    for (let i = 0; i < mask.length; i++) {
      const bin = bins[i] ?? 0
      const colour = Math.max(-4, Math.min(4, (ofSubject[bin] ?? 0) - (ofBackground[bin] ?? 0)))
      const belief = colour + (prior.subject[i] ?? 0) + CERTAIN * (prior.certainly[i] ?? 0)
      lostSubject[i] = Math.max(0, belief)
      falseSubject[i] = Math.max(0, -belief)
    }
    mask = minCut({ width, height, lostSubject, falseSubject, ...edges })
  }
  return { mask, eyes }
}
