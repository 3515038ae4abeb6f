/** OpenAI's GPT Image 1.5: three sizes, three qualities. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import type { PictureOrder, Size } from './Order.ts'
import { PHOTO_LIMITS, photoSources, photoUrls } from './photos.ts'

const SIZES = ['1024x1024', '1536x1024', '1024x1536'] as const

/** px */
function parseSize(size: (typeof SIZES)[number]): Size {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return { width, height }
}

/** What `auto` comes to for a picture. */
function nearestSize({ width, height }: Size): Size {
  if (width > 1.2 * height) return parseSize('1536x1024')
  return parseSize(height > 1.2 * width ? '1024x1536' : '1024x1024')
}

const shared = {
  prompt: z.string().min(1).max(32_000),
  background: z.enum(['auto', 'transparent', 'opaque']).default('auto'),
  quality: z.enum(['low', 'medium', 'high']).default('high'),
  num_images: z.int().min(1).max(4).default(1),
  output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
  sync_mode: z.boolean().default(false),
}
const text = z.strictObject({ ...shared, image_size: z.enum(SIZES).default('1024x1024') })
const edit = z.strictObject({
  ...shared,
  image_size: z.enum(['auto', ...SIZES]).default('auto'),
  image_urls: photoUrls(16),
  input_fidelity: z.enum(['low', 'high']).default('high'),
})

function ordered({ image_size: asked, ...input }: z.output<typeof text> | z.output<typeof edit>): PictureOrder {
  return {
    kind: 'picture',
    scene: 'prompt',
    prompt: input.prompt,
    pictures: photoSources('image_urls' in input ? input.image_urls : []),
    limits: PHOTO_LIMITS,
    sizeFor: (first) => (asked !== 'auto' ? parseSize(asked) : nearestSize(first ?? { width: 1, height: 1 })),
    count: input.num_images,
    format: input.output_format,
    seed: undefined,
    inline: input.sync_mode,
    units: () => input.num_images,
    output: ({ images }) => ({ images }),
  }
}

// fal bills it by tokens; this is about what one square picture of high quality comes to.
const price = { usdPerUnit: 0.13, unit: 'images' } as const

export const gptImage = {
  ...defineModel('fal-ai/gpt-image-1.5', text, ordered, price),
  ...defineModel('fal-ai/gpt-image-1.5/edit', edit, ordered, price),
}
