/** What the person can ask for. */
import type { Stage } from '../stages.ts'

export type Wish =
  /** Go on; `made` is the stage that was approved, when it was named. */
  | { kind: 'approve'; made?: Stage; direction?: string }
  /** A new hero, or a change of it. */
  | { kind: 'hero'; direction?: string; change?: string }
  /** The hero in a garment of the photos, if one is meant by these words; else `change` is a change as any other. */
  | { kind: 'dress'; garment: string; change: string }
  | { kind: 'contact_sheet'; direction?: string }
  /** Cut the frames out of the sheet. */
  | { kind: 'extract' }
  | { kind: 'edit'; frames: number[]; instruction: string }
  | { kind: 'resize'; ratio: string }
  /** `clips` empty: those that are missing or stale. */
  | { kind: 'clips'; clips: number[]; movement?: string; seconds?: number }
  | { kind: 'film'; easing?: string; secondsPerClip?: number; fps?: number; pace?: 'slower' | 'faster' }
  | { kind: 'loop'; on: boolean }
  | { kind: 'run' }
  | { kind: 'stop_each' }
  | { kind: 'undo'; slot?: string }
  | { kind: 'version'; slot?: string; version: number }
  | { kind: 'retry' }
  | { kind: 'status' }
  | { kind: 'help' }
  /** No, wait: nothing shall happen. */
  | { kind: 'hold' }
  /** A frame or clip that does not exist. */
  | { kind: 'no_such'; what: string }
  | { kind: 'unclear' }

export type Situation = {
  /** The stage that the person is judging; undefined before the first. */
  current: Stage | undefined
  /** Names of easing curves that the film tool knows. */
  easings: string[]
}
