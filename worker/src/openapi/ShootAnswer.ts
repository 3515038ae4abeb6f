import {
  Asset,
  AssetId,
  Checkpoint,
  ClipModel,
  ImageModel,
  SessionId,
  SessionSummary,
  Slot,
} from '@fashion-shoot/protocol'
import { z } from 'zod'

/** `GET /api/sessions/:id`. The view is what `reduce` makes of the log; its entries are described as far as others than the page need them. */
export const ShootAnswer = z.object({
  session: SessionSummary,
  view: z.object({
    sessionId: z.nullable(SessionId),
    lastSeq: z.int().nonnegative(),
    running: z.boolean(),
    status: z.nullable(z.string()),
    conversation: z.array(
      z.looseObject({ kind: z.enum(['person', 'director', 'tool', 'checkpoint', 'resumption', 'error']) }),
    ),
    references: z.array(AssetId),
    assets: z.record(AssetId, Asset),
    slots: z.partialRecord(Slot, z.looseObject({ activeId: z.nullable(AssetId), versions: z.array(AssetId) })),
    checkpoints: z.array(Checkpoint),
    spend: z.object({ turnUsd: z.number(), sessionUsd: z.number() }),
    budgetUsd: z.nullable(z.number()),
    title: z.nullable(z.string()),
    imageModel: z.nullable(ImageModel),
    clipModel: z.nullable(ClipModel),
  }),
  /** Slots whose active version was made from what no longer counts. */
  stale: z.array(Slot),
})
