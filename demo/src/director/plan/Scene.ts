/** All that a decision rests on. */
import type { OfferedTools } from './OfferedTools.ts'
import type { Call } from './readConversation.ts'
import type { Position } from './readPosition.ts'
import type { Film } from './stageCalls.ts'

export type Scene = {
  words: string
  position: Position
  tools: OfferedTools
  /** All calls of the conversation before this turn's own work, oldest first. */
  calls: Call[]
  /** Of those, the ones that made or changed something. */
  acted: Call[]
  /** True when it has said in this turn already who it is. */
  introduced: boolean
  /** What was said before the first hero, if anything was. */
  firstWords: string
  /** How the film shall be, where that was said before the clip that closes its loop was there. */
  awaitedFilm: Film
}
