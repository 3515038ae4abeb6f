import type { Easing } from './easing.ts'

export interface DrawnCurve {
  handles: readonly number[]
  clamped: boolean
  /** What is clamped, in words. */
  note?: string
  /** Pairs of output time and clip time, both 0 to 1, in even steps of output time. */
  points: [number, number][]
  svg: string
}

const STEPS = 60
const SIDE = 240
const PAD = 12

/** A speed curve as numbers and as a picture: output time to the right, clip time upwards. */
export function drawCurve(curve: Easing): DrawnCurve {
  const points = Array.from({ length: STEPS + 1 }, (_, i): [number, number] => [i / STEPS, curve.at(i / STEPS)])
  const place = ([x, y]: [number, number]) => `${round(PAD + x * SIDE)},${round(PAD + (1 - y) * SIDE)}`
  const full = SIDE + 2 * PAD
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${full} ${full}" width="${full}" height="${full}" fill="none">`,
    `<rect x="${PAD}" y="${PAD}" width="${SIDE}" height="${SIDE}" stroke="#bbb"/>`,
    `<polyline points="${points.map(place).join(' ')}" stroke="#111" stroke-width="3" stroke-linejoin="round"/>`,
    '</svg>',
  ].join('')
  return { handles: curve.handles, clamped: curve.clamped, ...(curve.note && { note: curve.note }), points, svg }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
