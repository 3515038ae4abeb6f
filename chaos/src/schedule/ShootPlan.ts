import type { Stage } from '@fashion-shoot/protocol'

/**
 * What is killed with SIGKILL. `objects`: the Durable Objects alone, while the Worker lives on, as by a deploy. `sleep`: the host ends as
 * it is asked to, and starts again with an empty working folder.
 */
export const TARGETS = ['runner', 'sdk', 'host', 'objects', 'workerd', 'all', 'sleep'] as const
export type Target = (typeof TARGETS)[number]

/** When something goes wrong: `afterMs` after the nth event of a kind. `version`: an earlier one was made active. */
export type Moment = { on: 'start' | 'token' | 'tool' | 'asset' | 'version'; nth: number; afterMs: number }

/** A fault of a demo server, as its desk takes it (`demo/src/faults/DeclaredFault.ts`). */
export type ServerFault = {
  route: string
  skip: number
  times: number
  fault: { kind: string; [setting: string]: unknown }
}

export type Fault =
  | { kind: 'kill'; target: Target; moment: Moment }
  | { kind: 'server'; declared: ServerFault }
  /** A tab loses its connection, and comes back: where it was, or like a page that was loaded anew. */
  | { kind: 'drop'; tab: number; moment: Moment; awayMs: number; anew: boolean }

/** What the person does in a stage besides approving it. */
export type Whim =
  | { kind: 'none' }
  /** Stops the stage's first turn. */
  | { kind: 'cancel'; moment: Moment }
  /** Asks for a change before approving, in which the faults happen; or asks, and then takes the version before it. */
  | { kind: 'revise' | 'go-back'; note: string; faults: Fault[] }

/** The faults are those of the turn that makes the stage. */
export type StagePlan = { stage: Stage; faults: Fault[]; whim: Whim }

export type ShootPlan = {
  /** From 1. */
  number: number
  /** Decides all of the plan. */
  seed: number
  direction: string
  /** Whether the person approves with a click, in two tabs at once, or in words. */
  approves: 'click' | 'twice' | 'words'
  tabs: number
  stages: StagePlan[]
}
