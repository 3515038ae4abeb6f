import * as z from 'zod/mini'
import { ClipProvider } from './clipMakers.ts'
import { AssetId, JobId, TurnId } from './ids.ts'
import { ClipModel, ImageModel, ImageRatio, Resolution, Slot } from './vocabulary.ts'

export const PICTURE_FORMATS = ['png', 'jpeg', 'webp'] as const
export const PictureFormat = z.enum(PICTURE_FORMATS)
export type PictureFormat = z.infer<typeof PictureFormat>

/** The longest prompt that goes to a model; of a clip it is Kling's limit. */
export const PROMPT_CHARACTERS = { image: 8000, clip: 2500 } as const

/** A picture to be made from a prompt and reference pictures, into a slot. */
export const ImageJobRequest = z.object({
  kind: z.literal('image'),
  slot: Slot,
  prompt: z.string().check(z.minLength(1), z.maxLength(PROMPT_CHARACTERS.image)),
  /** In the order in which the prompt names them; at most 14, the image model's limit. */
  inputs: z.array(AssetId).check(z.maxLength(14)),
  aspectRatio: ImageRatio,
  resolution: Resolution,
  /** PNG where none is named, and where the model makes no other. */
  outputFormat: z.optional(PictureFormat),
})
export type ImageJobRequest = z.infer<typeof ImageJobRequest>

/** A clip that moves from one frame to another, into a slot. */
export const ClipJobRequest = z.object({
  kind: z.literal('clip'),
  slot: Slot,
  prompt: z.string().check(z.minLength(1), z.maxLength(PROMPT_CHARACTERS.clip)),
  firstFrame: AssetId,
  tailFrame: AssetId,
  durationSeconds: z.union([z.literal(5), z.literal(10)]),
})
export type ClipJobRequest = z.infer<typeof ClipJobRequest>

export const GARMENT_CATEGORIES = ['tops', 'bottoms', 'one-pieces', 'auto'] as const

/** The person of one picture, dressed in the garment of another, into a slot. */
export const TryOnJobRequest = z.object({
  kind: z.literal('try_on'),
  slot: Slot,
  person: AssetId,
  garment: AssetId,
  category: z.enum(GARMENT_CATEGORIES),
})
export type TryOnJobRequest = z.infer<typeof TryOnJobRequest>

export const JobRequest = z.discriminatedUnion('kind', [ImageJobRequest, ClipJobRequest, TryOnJobRequest])
export type JobRequest = z.infer<typeof JobRequest>

/** The assets that a request's result is made from. */
export function inputsOf(request: JobRequest): string[] {
  switch (request.kind) {
    case 'image':
      return request.inputs
    case 'clip':
      return [request.firstFrame, request.tailFrame]
    case 'try_on':
      return [request.person, request.garment]
  }
}

/** reserved: price held, nothing sent · submitted: the provider's id is stored · running: the provider works on it. */
export const JOB_STATES = ['reserved', 'submitted', 'running', 'stored', 'failed', 'cancelled'] as const
export const JobState = z.enum(JOB_STATES)
export type JobState = z.infer<typeof JobState>

/** Whether a provider charges for work that has failed; `maybe` where nobody can tell. */
export const CHARGED = ['no', 'maybe', 'yes'] as const

export const JobFailure = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  retryable: z.boolean(),
  charged: z._default(z.enum(CHARGED), 'maybe'),
})
export type JobFailure = z.infer<typeof JobFailure>

/** What does a job's work: the shoot's model of that time, or the one that dresses people. */
export const JobModel = z.union([ImageModel, ClipModel, z.literal('fashn-tryon')])
export type JobModel = z.infer<typeof JobModel>

/** One paid call to a provider, as the container may see it. */
export const Job = z.object({
  id: JobId,
  turnId: TurnId,
  slot: Slot,
  provider: ClipProvider,
  model: JobModel,
  state: JobState,
  /** USD, the estimate at reservation. */
  priceUsd: z.number().check(z.nonnegative()),
  /** USD, as the provider has billed it; null where it does not say. */
  billedUsd: z.nullable(z.number().check(z.nonnegative())),
  assetId: z.nullable(AssetId),
  failure: z.nullable(JobFailure),
})
export type Job = z.infer<typeof Job>

/** True when nothing more will happen to the job. */
export function isJobOver(state: JobState): boolean {
  return state === 'stored' || state === 'failed' || state === 'cancelled'
}
