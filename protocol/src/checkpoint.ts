import * as z from 'zod/mini'
import { AssetId, CheckpointId, TurnId } from './ids.ts'
import { Plan } from './plan.ts'
import { STAGE_NAMES, Stage } from './vocabulary.ts'

export const CHECKPOINT_STATES = ['pending', 'approved', 'revised', 'superseded'] as const

/** A stop after a stage, with the assets to judge; or, with a plan, before the stage is paid for. */
export const Checkpoint = z.object({
  id: CheckpointId,
  stage: Stage,
  state: z.enum(CHECKPOINT_STATES),
  turnId: TurnId,
  assetIds: z.array(AssetId),
  /** What the person said when deciding. */
  note: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  decidedAt: z.nullable(z.iso.datetime()),
  /** USD that the next stage is likely to cost; null after the last, and with a plan, which has its own total. */
  nextUsd: z._default(z.nullable(z.number().check(z.nonnegative())), null),
  /** What the stage is about to order: the person is asked before that, and there are no assets to judge. */
  plan: z.optional(Plan),
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const Decision = z.enum(['approve', 'revise'])
export type Decision = z.infer<typeof Decision>

/** What a checkpoint asks about, in a sentence: `hero image`, `plan of the hero image`. */
export function checkpointName({ stage, plan }: Pick<Checkpoint, 'stage' | 'plan'>): string {
  return plan === undefined ? STAGE_NAMES[stage] : `plan of the ${STAGE_NAMES[stage]}`
}
