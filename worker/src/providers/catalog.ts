/**
 * The models that we use, what they cost and how long they usually take. Prices in USD as published by fal and Kling, looked up
 * in November 2026.
 */
export const IMAGE_MODEL = {
  /** With no picture to start from. */
  textModel: 'fal-ai/nano-banana-pro',
  editModel: 'fal-ai/nano-banana-pro/edit',
  usdPerImage: { '1K': 0.15, '2K': 0.15, '4K': 0.3 },
  /** ms that a picture usually takes, and how long the stand-in does */
  usualMs: 20_000,
  demoMs: 10_000,
} as const

export const CLIP_MODEL = {
  model: 'kling-v2-6',
  mode: 'pro',
  usdPerSecond: 0.07,
  usualMs: 150_000,
  demoMs: 25_000,
  /** bytes, of each of the two frames */
  frameBytes: 10 * 1024 * 1024,
} as const
