import { curveText, type SpeedCurve } from './SpeedCurve.ts'

/** What is said to the director, with all numbers: it reads them as a person would say them. */
export function stitchWords({ handles, secondsPerClip, fps, loop }: SpeedCurve): string {
  return `Stitch the film with ${curveText(handles)}, ${secondsPerClip} s a clip, ${fps} fps, ${loop ? 'looped' : 'without a loop'}.`
}
