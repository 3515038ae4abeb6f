import { z } from 'zod'
import { Asset, Thumbhash } from './asset.ts'
import { Checkpoint } from './checkpoint.ts'
import { AssetId } from './ids.ts'
import { Job, JobRequest } from './job.ts'
import { ClipModel, ImageModel, Resolution, Slot, Stage, Stops, stageOfSlot } from './vocabulary.ts'

/**
 * The gateway's HTTP interface: all that the container may ask of the outside. Every call wants
 * `Authorization: Bearer <gateway token>`; errors are `application/problem+json`.
 *
 *   ANY  /model/v1/messages                     the Messages API, with the key added and the stream passed through
 *   GET  /shoot                                 → ShootState
 *   POST /jobs                 JobRequest       → 202 Job; the same request in the same turn → the same job
 *   GET  /jobs/:id?waitMs=N                     → Job, as soon as it is over or N ms (at most 25,000) have passed
 *   PUT  /files/:slot?FileParams  (bytes; Content-Type, Content-Length, X-Content-Sha256) → 201 Asset, once R2 has confirmed it; the bytes and
 *                              sources of the active version → that version
 *   GET  /files/:assetId                        → bytes
 *   PUT  /fits/:assetId        (a JPEG; the same headers) → 204; the copy of a frame that the clip services are sent instead of it
 *   PUT  /previews/:assetId    (a WebP; the same headers, and X-Thumbhash) → 204; the small picture of an asset, also when its turn is over
 *   POST /plans                ProposePlan      → PlanAnswer; the same proposal in the same turn → the same plan
 *   POST /checkpoints          EndStage         → StageEnded
 *   POST /active               SetActive        → ShootState
 *   POST /stops                SetStops         → ShootState
 *   GET  /transcript?writer=W  → application/x-ndjson, the Agent SDK's entries in their order; from here on W alone may append
 *   POST /transcript?writer=W&batch=N  (the same format) → 204; a batch that has arrived before changes nothing; another writer → 409
 *   DELETE /transcript?writer=W → 204; the conversation is forgotten
 */
export const ShootState = z.object({
  title: z.string(),
  stops: Stops,
  references: z.array(Asset),
  slots: z.array(
    z.object({
      slot: Slot,
      active: Asset,
      /** All versions in the slot, oldest first. */
      versions: z.array(Asset),
      /** True when something it was made from is no longer the active version. */
      stale: z.boolean(),
    }),
  ),
  checkpoints: z.array(Checkpoint),
  jobs: z.array(Job),
  imageModel: ImageModel,
  clipModel: ClipModel,
  /** In which the next hero or sheet is ordered where nobody asks for another. */
  resolution: Resolution,
  /** USD */
  spentUsd: z.number(),
  /** USD */
  budgetUsd: z.number(),
})
export type ShootState = z.infer<typeof ShootState>

/** Query of a file upload: what the file is and what it was made from. */
export const FileParams = z.object({
  /** px */
  width: z.coerce.number().int().positive(),
  /** px */
  height: z.coerce.number().int().positive(),
  durationSeconds: z.coerce.number().positive().optional(),
  thumbhash: z.optional(Thumbhash),
  /** Asset ids, comma-separated. */
  madeFrom: z
    .string()
    .transform((ids) => ids.split(',').filter((id) => id !== ''))
    .pipe(z.array(AssetId)),
})
export type FileParams = z.infer<typeof FileParams>

/** What a stage is about to order, one request for each slot. */
export const ProposePlan = z.object({
  requests: z
    .array(JobRequest)
    .min(1)
    .refine((requests) => new Set(requests.map(({ slot }) => stageOfSlot(slot))).size === 1, 'of one stage')
    .refine((requests) => new Set(requests.map(({ slot }) => slot)).size === requests.length, 'one for each slot'),
})
export type ProposePlan = z.infer<typeof ProposePlan>

export const PlanAnswer = z.discriminatedUnion('state', [
  /** The director must now wait for the person's decision. */
  z.object({ state: z.literal('waits'), checkpoint: Checkpoint }),
  /** What may be ordered now, in the order of the proposal: as it was proposed, or with what the person has changed. */
  z.object({ state: z.literal('approved'), requests: z.array(JobRequest) }),
])
export type PlanAnswer = z.infer<typeof PlanAnswer>

export const EndStage = z.object({ stage: Stage })
export type EndStage = z.infer<typeof EndStage>

export const StageEnded = z.object({
  checkpoint: Checkpoint,
  /** True when the director must now wait for the person's decision. */
  endTurn: z.boolean(),
})
export type StageEnded = z.infer<typeof StageEnded>

export const SetActive = z.object({ slot: Slot, version: z.int().positive() })
export type SetActive = z.infer<typeof SetActive>

export const SetStops = z.object({ stops: Stops })
export type SetStops = z.infer<typeof SetStops>

/** Query of a transcript's calls: the runner that writes it, an id for one process. */
export const TranscriptWriter = z.object({ writer: z.uuid() })
/** Query of an addition to the transcript; a writer's batches are numbered from 1. */
export const TranscriptBatch = TranscriptWriter.extend({ batch: z.coerce.number().int().positive() })
