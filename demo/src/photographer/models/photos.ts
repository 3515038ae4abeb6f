import { z } from 'zod'
import type { PictureLimits, Source } from './Order.ts'

const MB = 1024 * 1024

/** What the image models take as a reference. fal publishes no common limits; what a model has made at 4K must serve as the next one's. */
export const PHOTO_LIMITS: PictureLimits = {
  formats: ['jpeg', 'png', 'webp', 'gif', 'heif', 'avif'],
  minSide: 64,
  maxSide: 16_384,
  bytes: 64 * MB,
  ratio: Number.POSITIVE_INFINITY,
}

/** `image_urls`, of one to so many pictures. */
export const photoUrls = (most: number) => z.array(z.string().min(1)).min(1).max(most)

export const photoSources = (urls: readonly string[]): Source[] =>
  urls.map((url, index) => ({ url, loc: ['body', 'image_urls', index] }))
