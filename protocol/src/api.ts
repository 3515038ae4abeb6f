import * as z from 'zod/mini'
import { Asset } from './asset.ts'
import { Decision } from './checkpoint.ts'
import { AssetId, JobId, SessionId, TurnId } from './ids.ts'
import { JobModel, JobState } from './job.ts'
import { PlanEdit } from './plan.ts'
import { ClipModel, ImageModel, ImageRatio, Resolution, SLOTS, Slot, STAGES, Stage, Stops } from './vocabulary.ts'

/** Limits of what a person may send. */
export const LIMITS = {
  promptCharacters: 4000,
  titleCharacters: 120,
  /** bytes of one photo */
  photoBytes: 30 * 1024 * 1024,
  /** bytes of one upload request, all photos together: it is held in memory, one photo of it twice, and a Worker has 128 MB */
  uploadBytes: 64 * 1024 * 1024,
  /** The image model takes 14 pictures; one place stays free for the hero. */
  references: 13,
  /** px, shorter side of a photo */
  photoSide: 256,
  /** px, longer side of a photo */
  photoLongSide: 12_000,
  /** USD */
  budgetUsd: 10_000,
} as const

/** What a budget can be, for whoever has named another. */
export const BUDGET_LIMIT = `A budget is more than $0 and at most $${LIMITS.budgetUsd.toLocaleString('en-US')}.`

const Prompt = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Say in a line what the shoot should be.'),
    z.maxLength(LIMITS.promptCharacters, `The direction is too long: ${LIMITS.promptCharacters} characters at most.`),
  )

const References = z
  .array(AssetId)
  .check(z.maxLength(LIMITS.references, `At most ${LIMITS.references} reference photos a shoot.`))

const BudgetUsd = z.number().check(z.positive(BUDGET_LIMIT), z.maximum(LIMITS.budgetUsd, BUDGET_LIMIT))

const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(LIMITS.titleCharacters))

/** What a shoot is made with; without one, as the deployment's settings say. */
export const Options = z.object({
  stops: z.exactOptional(Stops),
  /** USD */
  budgetUsd: z.exactOptional(BudgetUsd),
  imageModel: z.exactOptional(ImageModel),
  clipModel: z.exactOptional(ClipModel),
})
export type Options = z.infer<typeof Options>

/** `POST /api/generate` */
export const GenerateRequest = z.object({
  prompt: Prompt,
  sessionId: z.optional(SessionId),
  references: z.optional(References),
  options: z.optional(Options),
})
export type GenerateRequest = z.infer<typeof GenerateRequest>

/** `POST /api/sessions/:id/turns` */
export const TurnRequest = z.object({ prompt: Prompt, references: z.optional(References) })
export type TurnRequest = z.infer<typeof TurnRequest>

export const TurnStarted = z.object({
  turnId: TurnId,
  /** The log's last number before the turn: stream its events with `?after=`. */
  after: z.int().check(z.nonnegative()),
})
export type TurnStarted = z.infer<typeof TurnStarted>

/**
 * `POST /api/sessions/:id/checkpoints/:id`. A revision says what to change in its note; a plan is approved as it stands, or with the person's
 * own edits.
 */
export const DecisionRequest = z
  .object({
    decision: Decision,
    note: z.optional(z.string().check(z.trim(), z.maxLength(LIMITS.promptCharacters))),
    edits: z.exactOptional(z.array(PlanEdit).check(z.maxLength(SLOTS.length))),
  })
  .check(
    z.refine(({ decision, edits }) => decision === 'approve' || edits === undefined, {
      path: ['edits'],
      message: 'A plan that is sent back is not edited: say in the note what to change.',
    }),
  )
  .check(
    z.refine(({ decision, note }) => decision === 'approve' || Boolean(note), {
      path: ['note'],
      message: 'Say what to change.',
    }),
  )
export type DecisionRequest = z.infer<typeof DecisionRequest>

/** `POST /api/sessions` */
export const CreateSession = z.object({
  title: z.optional(Title),
  options: z.optional(Options),
})
export type CreateSession = z.infer<typeof CreateSession>

/** `PATCH /api/sessions/:id` */
export const PatchSession = z.object({
  title: z.exactOptional(Title),
  archived: z.exactOptional(z.boolean()),
  ...Options.shape,
})
export type PatchSession = z.infer<typeof PatchSession>

/** `POST /api/sessions/:id/slots/:slot/active` */
export const ActivateRequest = z.object({ version: z.int().check(z.positive()) })
export type ActivateRequest = z.infer<typeof ActivateRequest>

/** A session as lists show it. */
export const SessionSummary = z.object({
  id: SessionId,
  title: z.string(),
  stops: Stops,
  imageModel: ImageModel,
  clipModel: ClipModel,
  /** In which the next hero or sheet is ordered where nobody asks for another, with this image model. */
  resolution: Resolution,
  /** The furthest stage that has an asset; null before the hero. */
  stage: z.nullable(Stage),
  coverAssetId: z.nullable(AssetId),
  /** True once the cover has a small picture, as `Asset.hasPreview`. */
  coverHasPreview: z.boolean(),
  /** USD */
  spentUsd: z.number(),
  /** USD */
  budgetUsd: z.number(),
  running: z.boolean(),
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** Orders of a list of sessions: by change, creation and spend the latest and highest first, by title from A to Z. */
export const SessionSort = z.enum(['updated', 'created', 'title', 'spent'])
export type SessionSort = z.infer<typeof SessionSort>

/** The sessions that a list shows by how far they are; `none` before the hero. */
export const StageFilter = z.enum(['none', ...STAGES])
export type StageFilter = z.infer<typeof StageFilter>

/** `GET /api/sessions` */
export const SessionList = z.object({ sessions: z.array(SessionSummary), nextCursor: z.nullable(z.string()) })
export type SessionList = z.infer<typeof SessionList>

/** Query of `GET /api/estimate`: the models that are asked about; without one, the deployment's. */
export const EstimateQuery = z.extend(z.pick(Options, { imageModel: true, clipModel: true }), {
  resolution: z.exactOptional(Resolution),
})

/** What a shoot can be made with here. */
export const Choices = z.object({
  imageModels: z.array(z.object({ model: ImageModel, resolutions: z.array(Resolution), ratios: z.array(ImageRatio) })),
  clipModels: z.array(ClipModel),
})
export type Choices = z.infer<typeof Choices>

/**
 * `GET /api/estimate`: what a shoot is likely to cost at list prices, each stage made once, without the director's words, and what else it
 * can be made with.
 */
export const Estimate = z.object({
  imageModel: ImageModel,
  clipModel: ClipModel,
  /** USD */
  stages: z.record(Stage, z.number()),
  /** USD */
  totalUsd: z.number(),
  /** USD that a shoot may spend where it names no budget. */
  budgetUsd: z.number(),
  choices: Choices,
})
export type Estimate = z.infer<typeof Estimate>

/** `GET /api/sessions/:id/spend`: where a shoot's money has gone. All amounts in USD. */
export const Spend = z.object({
  budgetUsd: z.number(),
  spentUsd: z.number(),
  /** What the director's words have cost. */
  modelUsd: z.number(),
  /** Sums of the jobs, for the stages that have any. */
  stages: z.array(z.object({ stage: Stage, estimateUsd: z.number(), spentUsd: z.number() })),
  /** Oldest first. */
  jobs: z.array(
    z.object({
      /** As in `Asset.jobId` of what it made. */
      id: JobId,
      slot: Slot,
      model: JobModel,
      /** Of a picture; null where it is none. */
      resolution: z.nullable(Resolution),
      state: JobState,
      estimateUsd: z.number(),
      /** What stands in the books: as billed where the provider says so, and nothing for what failed free of charge. */
      spentUsd: z.number(),
      createdAt: z.iso.datetime(),
    }),
  ),
})
export type Spend = z.infer<typeof Spend>

/** `POST /api/upload` */
export const UploadAnswer = z.object({ assets: z.array(Asset) })
export type UploadAnswer = z.infer<typeof UploadAnswer>

/** Whom everything belongs to in local mode, where nobody signs in. */
export const LOCAL_OWNER = 'local'

/** Who may do what is for whoever runs a deployment: the owner of a token that only its command makes, and no name of a person. */
export const OPERATOR = '@operator'

/** `POST /api/admin/rebuild`: one step; the first has no cursor. */
export const RebuildRequest = z.object({ cursor: z.nullable(z.string()) })

/** What the step has written anew, and where the next one begins; null after the last. */
export const RebuildStep = z.object({
  /** Ids; a session can come twice. */
  sessions: z.array(SessionId),
  uploads: z.int().check(z.nonnegative()),
  /** Ids of sessions and uploads that could not be written. */
  failed: z.array(z.string()),
  cursor: z.nullable(z.string()),
})
export type RebuildStep = z.infer<typeof RebuildStep>

/** `GET /api/me`: who is calling, by the name under which shoots are kept. */
export const Me = z.object({ owner: z.string() })
export type Me = z.infer<typeof Me>

/** State of one part of the system. `demo` parts are the stand-ins on this machine. */
export const PartHealth = z.object({
  state: z.enum(['ok', 'down', 'unconfigured']),
  mode: z.enum(['live', 'demo', 'local']),
  message: z.string(),
})
export type PartHealth = z.infer<typeof PartHealth>

/** `GET /api/health` */
export const Health = z.object({
  ok: z.boolean(),
  version: z.string(),
  parts: z.object({
    database: PartHealth,
    storage: PartHealth,
    sandbox: PartHealth,
    /** Whether anybody can sign in, and how. */
    access: PartHealth,
    director: PartHealth,
    images: PartHealth,
    clips: PartHealth,
  }),
  /** The settings of which one suffices to have clips made for real with the model of this deployment. */
  clipKeys: z.string(),
})
export type Health = z.infer<typeof Health>
