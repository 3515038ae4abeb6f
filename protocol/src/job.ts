import { z } from 'zod'
import { AssetId, JobId, TurnId } from './ids.ts'
import { ImageRatio, Resolution, Slot } from './vocabulary.ts'

/** A picture to be made from a prompt and reference pictures, into a slot. */
export const ImageJobRequest = z.object({
  kind: z.literal('image'),
  slot: Slot,
  prompt: z.string().min(1).max(8000),
  /** In the order in which the prompt names them; at most 14, the image model's limit. */
  inputs: z.array(AssetId).max(14),
  aspectRatio: ImageRatio,
  resolution: Resolution,
})
export type ImageJobRequest = z.infer<typeof ImageJobRequest>

/** A clip that moves from one frame to another, into a slot. */
export const ClipJobRequest = z.object({
  kind: z.literal('clip'),
  slot: Slot,
  /** At most 2,500 characters, Kling's limit. */
  prompt: z.string().min(1).max(2500),
  firstFrame: AssetId,
  tailFrame: AssetId,
  durationSeconds: z.union([z.literal(5), z.literal(10)]),
})
export type ClipJobRequest = z.infer<typeof ClipJobRequest>

export const JobRequest = z.discriminatedUnion('kind', [ImageJobRequest, ClipJobRequest])
export type JobRequest = z.infer<typeof JobRequest>

/** reserved: price held, nothing sent · submitted: the provider's id is stored · running: the provider works on it. */
export const JOB_STATES = ['reserved', 'submitted', 'running', 'stored', 'failed', 'cancelled'] as const
export const JobState = z.enum(JOB_STATES)
export type JobState = z.infer<typeof JobState>

export const JobFailure = z.object({ code: z.string(), message: z.string(), hint: z.string(), retryable: z.boolean() })
export type JobFailure = z.infer<typeof JobFailure>

/** One paid call to a provider, as the container may see it. */
export const Job = z.object({
  id: JobId,
  turnId: TurnId,
  slot: Slot,
  provider: z.enum(['fal', 'kling']),
  state: JobState,
  /** USD, the estimate at reservation. */
  priceUsd: z.number().nonnegative(),
  assetId: AssetId.nullable(),
  failure: JobFailure.nullable(),
})
export type Job = z.infer<typeof Job>

/** True when nothing more will happen to the job. */
export function isJobOver(state: JobState): boolean {
  return state === 'stored' || state === 'failed' || state === 'cancelled'
}
