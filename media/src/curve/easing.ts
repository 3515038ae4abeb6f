import bezier from 'bezier-easing'
import { MediaError } from '../MediaError.ts'
import { type BezierHandles, type EasingName, namedEasings } from './namedEasings.ts'

/** A speed curve: from a share of the output's time to a share of the clip's time. */
export interface Easing {
  readonly handles: BezierHandles
  /** True where the bezier is not followed, since it leaves 0…1 in y or falls. */
  readonly clamped: boolean
  /** What that means for the clip, in words. */
  readonly note?: string
  /** Share of the clip's time (0…1) that shows at the share `x` (0…1) of the output's time. Never falls as x grows. */
  at(x: number): number
}

const SAMPLES = 1000
const ROUNDING = 1e-9

/**
 * The speed curve of a name (`dramaticSwoop`, `easeInOutSine`, …) or of four CSS cubic-bezier numbers (`0.85,0,0.15,1`).
 * A clip has no frames before its first and after its last, and does not run backwards: where the bezier asks for that, the clip
 * stands still, and the curve says so.
 *
 * @throws MediaError `wrongUse` for an unknown name or handles whose x is outside 0…1
 */
export function easing(spec: string): Easing {
  const handles = readHandles(spec)
  const curve = bezier(...handles)
  const peak = findPeak(handles)
  const at = (x: number) => {
    const here = clamp(curve(clamp(x)))
    return x >= peak.x ? Math.max(here, clamp(peak.y)) : here
  }

  const samples = Array.from({ length: SAMPLES + 1 }, (_, i) => ({ wanted: curve(i / SAMPLES), held: at(i / SAMPLES) }))
  const clamped = samples.some(({ wanted, held }) => Math.abs(wanted - held) > ROUNDING)
  const leaves = samples.some(({ wanted }) => Math.abs(wanted - clamp(wanted)) > ROUNDING)
  const note = leaves
    ? `The easing ${spec} leaves the clip (y below 0 or above 1): there it stands at its first or last frame.`
    : `The easing ${spec} runs the clip backwards for a while: there it stands still.`

  return { handles, clamped, ...(clamped && { note }), at }
}

/** Where the bezier stops rising before its end; it ends at (1, 1) if it never does. */
function findPeak([x1, y1, x2, y2]: BezierHandles): { x: number; y: number } {
  const point = (t: number, a: number, b: number) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3
  // The slope of y over t, divided by 3, is a·t² + b·t + y1; where it crosses 0 from above, y is highest.
  const a = 1 + 3 * y1 - 3 * y2
  const b = 2 * (y2 - 2 * y1)
  const root = Math.sqrt(b * b - 4 * a * y1)
  const t = Math.abs(a) < ROUNDING ? -y1 / b : (-b - root) / (2 * a)
  const isPeak = t > 0 && t < 1 && 2 * a * t + b < 0
  return isPeak ? { x: point(t, x1, x2), y: point(t, y1, y2) } : { x: 1, y: 1 }
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
