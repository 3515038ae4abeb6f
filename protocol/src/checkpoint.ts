import * as z from 'zod/mini'
import { AssetId, CheckpointId, TurnId } from './ids.ts'
import { Stage } from './vocabulary.ts'

export const CHECKPOINT_STATES = ['pending', 'approved', 'revised', 'superseded'] as const

/** A stop after a stage, with the assets to judge. */
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
  /** USD that the next stage is likely to cost; null after the last. */
  nextUsd: z._default(z.nullable(z.number().check(z.nonnegative())), null),
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const Decision = z.enum(['approve', 'revise'])
export type Decision = z.infer<typeof Decision>
