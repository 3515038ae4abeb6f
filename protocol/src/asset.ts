import { z } from 'zod'
import { AssetId, JobId, SessionId } from './ids.ts'
import { Role, Slot } from './vocabulary.ts'

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const VIDEO_TYPES = ['video/mp4'] as const
export const ContentType = z.enum([...IMAGE_TYPES, ...VIDEO_TYPES])
export type ContentType = z.infer<typeof ContentType>

/**
 * One immutable version of a file. A reference (an upload) has a role and no slot; an output has a slot and the assets
 * that it was made from.
 */
export const Asset = z.object({
  id: AssetId,
  /** Null while an upload belongs to no session yet. */
  sessionId: SessionId.nullable(),
  slot: Slot.nullable(),
  /** Counts from 1 in the slot. */
  version: z.int().positive(),
  role: Role.nullable(),
  fileName: z.string(),
  contentType: ContentType,
  bytes: z.int().positive(),
  /** Lower-case hex. */
  sha256: z.string().length(64),
  /** px */
  width: z.int().positive(),
  /** px */
  height: z.int().positive(),
  /** s; null for a picture. */
  durationSeconds: z.number().positive().nullable(),
  madeFrom: z.array(AssetId),
  jobId: JobId.nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
})
export type Asset = z.infer<typeof Asset>
