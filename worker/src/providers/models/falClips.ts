import type { ClipJobRequest, ClipModel } from '@fashion-shoot/protocol'
import { type FalOrder, falOrder } from './falOrder.ts'

type ClipOrder = (request: ClipJobRequest, firstUrl: string, tailUrl: string) => FalOrder

/** How fal wants each version of Kling to be asked: the frames have other names in each, and sound, which costs extra, has to be declined. */
export const falClips: Record<ClipModel, ClipOrder> = {
  'kling-v2-5-turbo': ({ prompt, durationSeconds }, firstUrl, tailUrl) =>
    falOrder('fal-ai/kling-video/v2.5-turbo/pro/image-to-video', {
      prompt,
      duration: `${durationSeconds}`,
      image_url: firstUrl,
      tail_image_url: tailUrl,
    }),
  'kling-v2-6': ({ prompt, durationSeconds }, firstUrl, tailUrl) =>
    falOrder('fal-ai/kling-video/v2.6/pro/image-to-video', {
      prompt,
      duration: `${durationSeconds}`,
      start_image_url: firstUrl,
      end_image_url: tailUrl,
      generate_audio: false,
    }),
  'kling-v3': ({ prompt, durationSeconds }, firstUrl, tailUrl) =>
    falOrder('fal-ai/kling-video/v3/pro/image-to-video', {
      prompt,
      duration: `${durationSeconds}`,
      start_image_url: firstUrl,
      end_image_url: tailUrl,
      generate_audio: false,
    }),
}
