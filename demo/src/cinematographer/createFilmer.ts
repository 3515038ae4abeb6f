import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import { CLIP_QUALITY } from './clipQuality.ts'
import { limitParallel } from './limitParallel.ts'
import { renderClip } from './renderClip.ts'
import type { Pictures, Task } from './TaskBook.ts'

/** A task's end that a test orders in advance. */
export type Fate = { taskError: string } | { stall: true }

type Options = {
  speed: Speed
  /** ms that a task takes at least. */
  clipMs: number
  /** Where finished clips are kept. */
  folder: string
  /** Stops all work; tasks under way stay as they are. */
  signal: AbortSignal
}

/** How long a clip takes at least, and how long a task stays submitted, ms. A lifelike clip is shorter than a real one. */
export const CLIP_MS: Record<Speed, number> = { fast: 0, lifelike: 15_000 }
const SUBMITTED_MS: Record<Speed, number> = { fast: 0, lifelike: 3_000 }

/** Makes the worker that takes a task from submitted to its end, at most as many clips at once as the machine has cores. */
export function createFilmer({
  speed,
  clipMs,
  folder,
  signal,
}: Options): (task: Task, pictures: Pictures, fate?: Fate) => Promise<void> {
  const { longSide, preset } = CLIP_QUALITY[speed]
  const oneOfFew = limitParallel(availableParallelism())
  const move = (task: Task, change: Partial<Pick<Task, 'status' | 'statusMessage' | 'clip'>>) =>
    Object.assign(task, change, { updatedAt: Date.now() })

  const film = async (task: Task, { first, tail }: Pictures): Promise<string> => {
    const { prompt, duration, mode, sound } = task.submission
    const clip = randomUUID()
    await renderClip({
      first,
      tail,
      prompt,
      seconds: Number(duration),
      longSide: longSide[mode],
      preset,
      sound: sound === 'on',
      file: join(folder, `${clip}.mp4`),
      signal,
    })
    return clip
  }

  return async (task, pictures, fate) => {
    await sleep(SUBMITTED_MS[speed], signal)
    const outcome = await oneOfFew(async () => {
      if (signal.aborted) return
      move(task, { status: 'processing' })
      if (fate && 'stall' in fate) return
      if (fate) return { status: 'failed', statusMessage: fate.taskError } as const
      return film(task, pictures).then(
        (clip) => ({ status: 'succeed', clip }) as const,
        (error: unknown) => ({ status: 'failed', statusMessage: inWords(error) }) as const,
      )
    })
    await sleep(Math.max(0, task.createdAt + clipMs - Date.now()), signal)
    if (outcome && !signal.aborted) move(task, outcome)
  }
}

function inWords(error: unknown): string {
  return `The clip could not be made: ${error instanceof Error ? error.message : String(error)}`
}
