import { z } from 'zod'
import { AssetId, JobId, SessionId } from './ids.ts'
import { Role, Slot } from './vocabulary.ts'

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const VIDEO_TYPES = ['video/mp4'] as const
export const ContentType = z.enum([...IMAGE_TYPES, ...VIDEO_TYPES])
export type ContentType = z.infer<typeof ContentType>

/** At most 25 bytes, base64. */
export const Thumbhash = z.base64().min(8).max(36)

/** What a preview is: a WebP, of a clip or film its poster. */
export const PREVIEW = {
  /** px, longer side */
  side: 512,
  /** bytes, at most */
  bytes: 512 * 1024,
} as const

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
  /** The picture, or a clip's poster, as a tiny blur, base64 (https://evanw.github.io/thumbhash/); null until somebody has made it. */
  thumbhash: Thumbhash.nullable().default(null),
  /** True once the small picture is there that `GET /api/media/:id?preview` answers with. */
  hasPreview: z.boolean().default(false),
  madeFrom: z.array(AssetId),
  jobId: JobId.nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
})
export type Asset = z.infer<typeof Asset>
