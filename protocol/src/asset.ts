import * as z from 'zod/mini'
import { AssetId, JobId, SessionId } from './ids.ts'
import { Role, Slot } from './vocabulary.ts'

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export const VIDEO_TYPES = ['video/mp4'] as const
export const ContentType = z.enum([...IMAGE_TYPES, ...VIDEO_TYPES])
export type ContentType = z.infer<typeof ContentType>

/** At most 25 bytes, base64. */
export const Thumbhash = z.base64().check(z.minLength(8), z.maxLength(36))

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
  sessionId: z.nullable(SessionId),
  slot: z.nullable(Slot),
  /** Counts from 1 in the slot. */
  version: z.int().check(z.positive()),
  role: z.nullable(Role),
  fileName: z.string(),
  contentType: ContentType,
  bytes: z.int().check(z.positive()),
  /** Lower-case hex. */
  sha256: z.string().check(z.length(64)),
  /** px */
  width: z.int().check(z.positive()),
  /** px */
  height: z.int().check(z.positive()),
  /** s; null for a picture. */
  durationSeconds: z.nullable(z.number().check(z.positive())),
  /** The picture, or a clip's poster, as a tiny blur, base64 (https://evanw.github.io/thumbhash/); null until somebody has made it. */
  thumbhash: z._default(z.nullable(Thumbhash), null),
  /** True once the small picture is there that `GET /api/media/:id?preview` answers with. */
  hasPreview: z._default(z.boolean(), false),
  madeFrom: z.array(AssetId),
  jobId: z.nullable(JobId),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
})
export type Asset = z.infer<typeof Asset>
