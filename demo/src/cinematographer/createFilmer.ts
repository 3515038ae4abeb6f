import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { sleep } from '../shared/sleep.ts'
import type { Speed } from '../shared/speed.ts'
import { limitParallel } from './limitParallel.ts'
import { renderClip } from './renderClip.ts'
import type { Pictures, Task } from './TaskBook.ts'

/** A task's end that a test orders in advance. */
export type Fate = { taskError: string } | { stall: true }

// Waits in ms. Lifelike tasks end about 15 s after they were submitted, or when their clip is ready.
const paces = {
  fast: { untilProcessing: 0, untilEnd: 0, longSide: { std: 480, pro: 640 }, preset: 'ultrafast' },
  lifelike: { untilProcessing: 3_000, untilEnd: 15_000, longSide: { std: 960, pro: 1280 }, preset: 'veryfast' },
} as const

/**
 * Makes the worker that takes a task from submitted to its end, at most as many clips at once as the machine has cores.
 * @param folder where finished clips are kept
 * @param signal stops all work; tasks under way stay as they are
 */
export function createFilmer(
  speed: Speed,
  folder: string,
  signal: AbortSignal,
): (task: Task, pictures: Pictures, fate?: Fate) => Promise<void> {
  const pace = paces[speed]
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
      seconds: duration === '5' ? 5 : 10,
      longSide: pace.longSide[mode],
      preset: pace.preset,
      sound: sound === 'on',
      file: join(folder, `${clip}.mp4`),
      signal,
    })
    return clip
  }

  return async (task, pictures, fate) => {
    await sleep(pace.untilProcessing, signal)
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
    await sleep(Math.max(0, task.createdAt + pace.untilEnd - Date.now()), signal)
    if (outcome && !signal.aborted) move(task, outcome)
  }
}

function inWords(error: unknown): string {
  return `The clip could not be made: ${error instanceof Error ? error.message : String(error)}`
}
