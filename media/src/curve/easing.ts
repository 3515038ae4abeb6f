import bezier from 'bezier-easing'
import { MediaError } from '../MediaError.ts'
import { type BezierHandles, type EasingName, namedEasings } from './namedEasings.ts'

/** A speed curve: from a share of the output's time to a share of the clip's time. */
export interface Easing {
  /** What it was asked by: a name, or the four numbers with commas. */
  readonly spec: string
  readonly handles: BezierHandles
  /** True where the bezier leaves 0…1 in y and is held at the border. */
  readonly clamped: boolean
  /** Share of the clip's time (0…1) that shows at the share `x` (0…1) of the output's time. Never falls as x grows. */
  at(x: number): number
  /** The earliest share of the output's time at which the share `y` of the clip's time shows: the inverse of `at`. */
  inverse(y: number): number
}

const SAMPLES = 1000
const BISECTIONS = 52

/**
 * The speed curve of a name (`dramaticSwoop`, `easeInOutSine`, …) or of four CSS cubic-bezier numbers (`0.85,0,0.15,1`).
 *
 * @throws MediaError `wrongUse` for an unknown name, handles whose x is outside 0…1, or a curve that runs backwards.
 */
export function easing(spec: string): Easing {
  const handles = readHandles(spec)
  const curve = bezier(...handles)
  const at = (x: number) => clamp(curve(clamp(x)))

  let clamped = false
  for (let i = 1, last = 0; i <= SAMPLES; i++) {
    const y = curve(i / SAMPLES)
    if (y < -1e-9 || y > 1 + 1e-9) clamped = true
    if (clamp(y) < last - 1e-9) {
      throw new MediaError(
        'wrongUse',
        `The easing ${spec} runs the clip backwards for a while.`,
        'Use y values from 0 to 1 for both handles, or bring them nearer to it.',
      )
    }
    last = clamp(y)
  }

  const inverse = (y: number) => {
    let low = 0
    let high = 1
    if (at(low) >= clamp(y)) return low
    for (let i = 0; i < BISECTIONS; i++) {
      const middle = (low + high) / 2
      if (at(middle) >= clamp(y)) high = middle
      else low = middle
    }
    return high
  }

  return { spec, handles, clamped, at, inverse }
}

function readHandles(spec: string): BezierHandles {
  if (Object.hasOwn(namedEasings, spec)) return namedEasings[spec as EasingName]
  const [x1, y1, x2, y2, ...more] = spec.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const isCurve = [x1, y1, x2, y2].every(Number.isFinite) && more.length === 0
  if (!isCurve || x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    throw new MediaError(
      'wrongUse',
      `There is no easing called ${JSON.stringify(spec)}.`,
      `Use four numbers (0.85,0,0.15,1) or one of: ${Object.keys(namedEasings).join(', ')}.`,
    )
  }
  if (x1 < 0 || x1 > 1 || x2 < 0 || x2 > 1) {
    throw new MediaError(
      'wrongUse',
      `The easing ${spec} is not a function of time: the x of both handles must be from 0 to 1.`,
      'The numbers are x1,y1,x2,y2 as in CSS cubic-bezier().',
    )
  }
  return [x1, y1, x2, y2]
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
