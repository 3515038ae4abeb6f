import type { Speed } from '../shared/speed.ts'

/** How clips are rendered: longer side in px, by Kling's mode, and x264's preset. */
export const CLIP_QUALITY = {
  fast: { longSide: { std: 480, pro: 640 }, preset: 'ultrafast' },
  lifelike: { longSide: { std: 960, pro: 1280 }, preset: 'veryfast' },
} as const satisfies Record<Speed, unknown>
