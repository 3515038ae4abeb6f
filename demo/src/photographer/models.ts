/** The two image models that the photographer offers: their inputs, picture sizes and prices. */
import { z } from 'zod'

const RATIOS = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'] as const
type Ratio = (typeof RATIOS)[number]
type Resolution = '1K' | '2K' | '4K'
export type Size = { width: number; height: number }

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
export function nearestRatio({ width, height }: Size): Ratio {
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

// The real service may ignore a field it does not know; here it is an error, so that a misspelt field is found before it costs money.
const textInput = z.strictObject({ ...shared, aspect_ratio: ratio.default('1:1') })
const editInput = z.strictObject({
  ...shared,
  aspect_ratio: ratio.default('auto'),
  image_urls: z.array(z.string()).min(1).max(14),
})

/** A checked input of either model; the text model has no pictures to start from. */
export type ModelInput = z.output<typeof textInput> & { image_urls: string[] }

export const MODELS: Record<string, z.ZodType<ModelInput>> = {
  'fal-ai/nano-banana-pro': textInput.transform((input) => ({ ...input, image_urls: [] })),
  'fal-ai/nano-banana-pro/edit': editInput,
}

/** Price of one picture, USD. A billable unit is one picture at 1K or 2K; one at 4K counts twice. */
export const USD_PER_UNIT = 0.15

/** Units that fal bills for pictures of this input. */
export function billableUnits(input: ModelInput): number {
  return input.num_images * (input.resolution === '4K' ? 2 : 1)
}
