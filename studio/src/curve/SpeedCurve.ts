import { type BezierHandles, type EasingName, namedEasings } from '@fashion-shoot/media/curve'

/** Frames a second that a film may have. */
export const FILM_FPS = [24, 25, 30, 60] as const
export type FilmFps = (typeof FILM_FPS)[number]

/** s that a clip may take in the film */
export const CLIP_SECONDS = { min: 0.5, max: 5 } as const

/** How the clips are timed in the film. */
export type SpeedCurve = {
  /** Each from 0 to 1: the curve then neither leaves the clip nor runs it backwards. */
  handles: BezierHandles
  secondsPerClip: number
  fps: FilmFps
  loop: boolean
}

/** What the director takes where nobody says otherwise. */
export const DEFAULT_CURVE: SpeedCurve = {
  handles: namedEasings.dramaticSwoop,
  secondsPerClip: 1.5,
  fps: 60,
  loop: false,
}

/** The handles at the two decimals that the editor works in, held to the clip. */
export function heldHandles(handles: BezierHandles): BezierHandles {
  const [x1, y1, x2, y2] = handles
  return [hold(x1), hold(y1), hold(x2), hold(y2)]
}

function hold(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100
}

/** What a curve is called, if it is one of those that have a name. */
export function curveName(handles: BezierHandles): EasingName | null {
  const names = Object.keys(namedEasings) as EasingName[]
  return names.find((name) => namedEasings[name].every((value, index) => value === handles[index])) ?? null
}

/** A curve's name for people: `easeInOutExpo` → `Ease in out expo`. */
export function nameWords(name: EasingName): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The curve as CSS writes it, which the director and the film tool read too. */
export function curveText(handles: BezierHandles): string {
  return `cubic-bezier(${handles.join(', ')})`
}
