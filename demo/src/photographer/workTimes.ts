import type { Speed } from '../shared/speed.ts'
import type { Task } from './render/readPrompt.ts'

/** How long work takes at least, ms. */
export type WorkTimes = {
  /** A hero picture; a sheet takes half as long again, an edit a quarter less. */
  pictureMs: number
  clipMs: number
}

/** By speed; `lifelike` is about what the real models take, shortened for people who look at a demo. */
export const WORK_TIMES: Record<Speed, WorkTimes> = {
  fast: { pictureMs: 0, clipMs: 0 },
  lifelike: { pictureMs: 8_000, clipMs: 15_000 },
}

const SHARE: Record<Task, number> = { hero: 1, sheet: 1.5, edit: 0.75 }

/** ms for a picture of a kind. */
export function pictureMs({ pictureMs }: WorkTimes, task: Task): number {
  return pictureMs * SHARE[task]
}
