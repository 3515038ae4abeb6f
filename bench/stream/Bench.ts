import type { Running } from './startProcess.ts'
import type { Studio } from './startStudio.ts'

/** What every part of the benchmark measures: the studio, and the floor beside it, over one emitter. */
export type Bench = {
  studio: Studio
  relay: Running & { url: string }
  /** Ends the studio and starts it again over the same state; `studio` is then the new one. */
  restart(): Promise<void>
}
