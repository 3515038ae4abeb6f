/** Google's nano-banana models: a ratio and a resolution, up to 14 references. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import type { PictureOrder, Size } from './Order.ts'
import { PHOTO_LIMITS, photoSources, photoUrls } from './photos.ts'

const RATIOS = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'] as const
type Ratio = (typeof RATIOS)[number]
type Resolution = '1K' | '2K' | '4K'

/** What nano-banana-pro really delivers at 1K, px; 2K doubles and 4K quadruples each side. */
const SIZES_1K: Record<Ratio, readonly [number, number]> = {
  '21:9': [1584, 672],
  '16:9': [1376, 768],
  '3:2': [1264, 848],
  '4:3': [1200, 896],
  '5:4': [1152, 928],
  '1:1': [1024, 1024],
  '4:5': [928, 1152],
  '3:4': [896, 1200],
  '2:3': [848, 1264],
  '9:16': [768, 1376],
}
const SCALE: Record<Resolution, number> = { '1K': 1, '2K': 2, '4K': 4 }

/** Picture size in px for a ratio and a resolution. */
export function pictureSize(ratio: Ratio, resolution: Resolution): Size {
  const [width, height] = SIZES_1K[ratio]
  return { width: width * SCALE[resolution], height: height * SCALE[resolution] }
}

/** The offered ratio nearest to a picture's own, which is what `auto` means. */
function nearestRatio({ width, height }: Size): Ratio {
  const distance = (ratio: Ratio) => Math.abs(Math.log((SIZES_1K[ratio][0] / SIZES_1K[ratio][1]) * (height / width)))
  return RATIOS.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best))
}

const shared = {
  prompt: z.string().min(3).max(50_000),
  num_images: z.int().min(1).max(4).default(1),
  resolution: z.enum(['1K', '2K', '4K']).default('1K'),
  output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).default('4'),
  seed: z.int().optional(),
  sync_mode: z.boolean().default(false),
  limit_generations: z.boolean().default(false),
  enable_web_search: z.boolean().default(false),
}
const ratio = z.enum(['auto', ...RATIOS])
const text = z.strictObject({ ...shared, aspect_ratio: ratio.default('1:1') })
const edit = z.strictObject({ ...shared, aspect_ratio: ratio.default('auto'), image_urls: photoUrls(14) })

/** @param unitsAt units of one picture, by resolution */
const ordered =
  (unitsAt: Record<Resolution, number>) =>
  (input: z.output<typeof text> & { image_urls?: string[] }): PictureOrder => ({
    kind: 'picture',
    scene: 'prompt',
    prompt: input.prompt,
    pictures: photoSources(input.image_urls ?? []),
    limits: PHOTO_LIMITS,
    sizeFor: (first) => {
      const { aspect_ratio: asked, resolution } = input
      return pictureSize(asked !== 'auto' ? asked : first ? nearestRatio(first) : '1:1', resolution)
    },
    count: input.num_images,
    format: input.output_format,
    seed: input.seed,
    inline: input.sync_mode,
    units: () => input.num_images * unitsAt[input.resolution],
    output: ({ images, description }) => ({ images, description }),
  })

const pro = ordered({ '1K': 1, '2K': 1, '4K': 2 })
const second = ordered({ '1K': 1, '2K': 1.5, '4K': 2 })

export const nanoBanana = {
  ...defineModel('fal-ai/nano-banana-pro', text, pro, { usdPerUnit: 0.15, unit: 'images' }),
  ...defineModel('fal-ai/nano-banana-pro/edit', edit, pro, { usdPerUnit: 0.15, unit: 'images' }),
  ...defineModel('fal-ai/nano-banana-2', text, second, { usdPerUnit: 0.08, unit: 'images' }),
  ...defineModel('fal-ai/nano-banana-2/edit', edit, second, { usdPerUnit: 0.08, unit: 'images' }),
}
