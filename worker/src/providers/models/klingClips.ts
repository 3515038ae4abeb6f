import type { ClipModel } from '@fashion-shoot/protocol'

/** What Kling's own API wants beside prompt, duration and frames. A tail frame needs mode `pro`; only 2.6 knows of sound. */
export const klingClips: Partial<Record<ClipModel, object>> = {
  'kling-v2-5-turbo': { model_name: 'kling-v2-5-turbo', mode: 'pro' },
  'kling-v2-6': { model_name: 'kling-v2-6', mode: 'pro', sound: 'off' },
}
