import * as z from 'zod/mini'
import { TurnId } from './ids.ts'
import { ClipJobRequest, JobModel, JobRequest } from './job.ts'
import { ImageRatio, Resolution, Slot } from './vocabulary.ts'

/** What an order can be made as: a picture in a shape and size, or a clip of a length. */
const Parameters = z.object({
  aspectRatio: z.exactOptional(ImageRatio),
  resolution: z.exactOptional(Resolution),
  durationSeconds: z.exactOptional(ClipJobRequest.shape.durationSeconds),
})
export type Parameters = z.infer<typeof Parameters>

/** A job before it is ordered. */
export const PlannedOrder = z.object({
  request: JobRequest,
  model: JobModel,
  /** USD, what the budget will have to hold for it. */
  priceUsd: z.number().check(z.nonnegative()),
  /** All that the model makes of it, the request's own parameters among them; empty where nothing can be chosen. */
  variants: z.array(z.extend(Parameters, { priceUsd: z.number().check(z.nonnegative()) })),
  /** What the director had asked for, where the person has changed it. */
  proposed: z.optional(JobRequest),
})
export type PlannedOrder = z.infer<typeof PlannedOrder>

/** What a stage is about to order, one for each slot. */
export const Plan = z.object({
  orders: z.array(PlannedOrder),
  /** USD */
  totalUsd: z.number().check(z.nonnegative()),
  /** The turn that may order it: the one that the approval began, or in which the person's words were taken for one. */
  approvedIn: z.nullable(TurnId),
})
export type Plan = z.infer<typeof Plan>

/** A person's change of one order; what it does not name stays. */
export const PlanEdit = z.extend(Parameters, {
  slot: Slot,
  prompt: z.exactOptional(z.string().check(z.trim(), z.minLength(1))),
})
export type PlanEdit = z.infer<typeof PlanEdit>

/** The parameters of a request, of which a variant has as many. */
export function parametersOf(request: JobRequest): Parameters {
  switch (request.kind) {
    case 'image':
      return { aspectRatio: request.aspectRatio, resolution: request.resolution }
    case 'clip':
      return { durationSeconds: request.durationSeconds }
    case 'try_on':
      return {}
  }
}

/** The variant with these parameters, if the model makes it. */
export function findVariant({ variants }: Pick<PlannedOrder, 'variants'>, wanted: Parameters) {
  return variants.find(
    ({ aspectRatio, resolution, durationSeconds }) =>
      aspectRatio === wanted.aspectRatio &&
      resolution === wanted.resolution &&
      durationSeconds === wanted.durationSeconds,
  )
}
