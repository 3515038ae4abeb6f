/** Where the shoot stands, from the calls that were made and what they answered. */
import { isPlanOpen } from './answerPlan.ts'
import type { Call } from './readConversation.ts'
import { firstUnmade, readShoot, type Shoot } from './readShoot.ts'
import { STAGE_TOOLS, STAGES, type Stage, stageAfter, stageOfSlot, stageOfTool } from './stages.ts'

export type Position = {
  /** The stage that was made last, which the person is judging; undefined before the first. */
  current: Stage | undefined
  /** The stage to make next; undefined when the film stands. */
  next: Stage | undefined
  /** True when the person wants to be asked only at the end. */
  nonStop: boolean
  shoot: Shoot | undefined
  /** The format that was asked for last, of the hero or the frames, for example `9:16`. */
  format: string | undefined
  /** What was asked of each tool, whether it worked or not. */
  inputs: Map<string, Record<string, unknown>>
}

const KEEPS_INPUT = new Set([STAGE_TOOLS.hero, STAGE_TOOLS.clips, STAGE_TOOLS.film])
/** How the clips' tool says that the stage is not whole yet. */
const STILL_MISSING = /\bstill missing\b/i

/** @param calls oldest first */
export function readPosition(calls: Call[]): Position {
  const position: Position = {
    current: undefined,
    next: 'hero',
    nonStop: false,
    shoot: undefined,
    format: undefined,
    inputs: new Map(),
  }
  for (const call of calls) {
    if (stageOfTool(call.tool)) {
      // What an earlier call has settled stays settled; a change is asked for once.
      const { change: _, ...settled } = position.inputs.get(call.tool) ?? {}
      position.inputs.set(call.tool, KEEPS_INPUT.has(call.tool) ? { ...settled, ...call.input } : call.input)
    }
    if (call.result && !call.result.failed && !isPlanOpen(call)) succeed(position, call, call.result.text)
  }
  return position
}

function succeed(position: Position, { tool, input }: Call, text: string): void {
  if (tool === 'get_shoot') {
    applyShoot(position, readShoot(text))
    return
  }
  if (tool === 'set_stops') {
    position.nonStop = input.stops === 'never'
    return
  }
  const stage = tool === 'set_active_version' ? stageOfSlot(String(input.slot)) : stageOfTool(tool)
  if (!stage) return
  const format = input.frameRatio ?? input.aspectRatio
  if (typeof format === 'string') position.format = format
  position.current = stage
  position.next = STILL_MISSING.test(text) ? stage : stageAfter(stage)
}

function applyShoot(position: Position, shoot: Shoot | undefined): void {
  if (!shoot) return
  position.shoot = shoot
  if (shoot.stops !== undefined) position.nonStop = shoot.stops === 'never'
  position.next = firstUnmade(shoot)
  const before = position.next === undefined ? 'film' : STAGES[STAGES.indexOf(position.next) - 1]
  // A checkpoint that waits decides what "warmer" is about; without one, it is the newest thing that is not stale.
  position.current = shoot.slots.size === 0 ? undefined : (shoot.pending ?? before)
}
