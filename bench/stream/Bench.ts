import type { Running } from './startProcess.ts'
import type { Studio } from './startStudio.ts'

/** What every part of the benchmark measures: the studio, and the floor beside it, over one emitter. */
export type Bench = {
  studio: Studio
  /** The same with its state in memory, to tell what the disk takes; null where the machine has no /dev/shm. */
  inMemory: Studio | null
  relay: Running & { url: string }
  /** Ends the studio and starts it again over the same state; `studio` is then the new one. */
  restart(): Promise<void>
}
