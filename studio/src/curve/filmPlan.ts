import { easing } from '@fashion-shoot/media/curve'
import type { SpeedCurve } from './SpeedCurve.ts'

/** How many of the film's frames each clip becomes. */
export function framesPerClip({ secondsPerClip, fps }: Pick<SpeedCurve, 'secondsPerClip' | 'fps'>): number {
  return Math.round(secondsPerClip * fps)
}

/**
 * Which moment of its clip each frame of the film shows: s after the clip's first frame, as the media engine reckons it.
 *
 * @param span s from the clip's first frame to its last
 */
export function clipMoments(curve: Pick<SpeedCurve, 'handles' | 'secondsPerClip' | 'fps'>, span: number): number[] {
  const { at } = easing(curve.handles.join(','))
  const frames = framesPerClip(curve)
  return Array.from({ length: frames }, (_, index) => at(index / frames) * span)
}

/** How far along the curve's both axes a frame of the film is: the share of the clip's time in the film, and of the clip. */
export function placeOnCurve(curve: Pick<SpeedCurve, 'handles' | 'secondsPerClip' | 'fps'>, frame: number) {
  const frames = framesPerClip(curve)
  const x = (frame % frames) / frames
  return { x, y: easing(curve.handles.join(',')).at(x) }
}

export type Speeds = {
  /** Times the clip's own speed, over the first and the last twentieth of its time in the film. */
  atCuts: number
  /** Times the clip's own speed, where it runs fastest. */
  fastest: number
}

/** The share of a clip's time in the film that speed is measured over. */
const STEP = 0.05

/** How fast a clip runs in the film, against how it was filmed. */
export function speedsOf({ handles, secondsPerClip }: SpeedCurve, clipSeconds: number): Speeds {
  const { at } = easing(handles.join(','))
  const speed = (from: number) => ((at(from + STEP) - at(from)) / STEP) * (clipSeconds / secondsPerClip)
  const steps = Array.from({ length: 1 / STEP }, (_, index) => speed(index * STEP))
  return { atCuts: (speed(0) + speed(1 - STEP)) / 2, fastest: Math.max(...steps) }
}
