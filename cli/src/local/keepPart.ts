import { setTimeout as sleep } from 'node:timers/promises'
import { type Part, type PartCommand, startPart } from './startPart.ts'

export type Keeping = {
  /** Told, in words, that the part has ended and what is done about it. */
  log: (message: string) => void
  /** How often it is started again within so many ms before it is given up. */
  most?: number
  withinMs?: number
}

/**
 * Starts a part that outlives its process: when that ends by itself, it is started again with the same command, so its ports must be
 * fixed. One that ends again and again is given up, and `ended` resolves.
 *
 * @throws UserError as startPart does, when the first start fails
 */
export async function keepPart<Ready>(
  command: PartCommand<Ready>,
  { log, most = 5, withinMs = 10 * 60_000 }: Keeping,
): Promise<Part<Ready>> {
  let part = await startPart(command)
  const { ready } = part
  const restarts: number[] = []
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()
  const { promise: ended, resolve: giveUp } = Promise.withResolvers<void>()

  async function restart(): Promise<void> {
    // What it had started may still hold its ports and files.
    await part.stop()
    while (!stopping) {
      const recent = restarts.filter((at) => Date.now() - at < withinMs).length
      if (recent >= most) return giveUp()
      log(`The ${command.name} ended by itself. Starting it again (${recent + 1} of ${most}) …`)
      restarts.push(Date.now())
      await sleep(100 * 2 ** recent)
      if (stopping) return
      try {
        part = await startPart({ ...command, isRestart: true })
        return watch(part)
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
      }
    }
  }

  function watch({ ended: over }: Part<Ready>): void {
    void over.then(() => {
      if (!stopping) restarting = restart()
    })
  }

  watch(part)
  return {
    ready,
    ended,
    stop: async () => {
      stopping = true
      await restarting
      await part.stop()
      giveUp()
    },
  }
}
