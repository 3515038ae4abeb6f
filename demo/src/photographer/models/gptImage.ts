/** OpenAI's GPT Image 1.5: three sizes, three qualities, billed for what goes in and what comes out. */
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

/** USD, by quality: a square, and what is not one. */
const OUTPUT_USD = { low: [0.009, 0.013], medium: [0.034, 0.051], high: [0.133, 0.2] } as const
const USD_PER_TOKEN = 0.008 / 1000
/** Of a square picture that goes in. */
const TOKENS = { low: 135, high: 3050 }

const isSquare = ({ width, height }: Size) => width === height

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
    units: (size, pictures) => {
      const tokens = TOKENS['input_fidelity' in input ? input.input_fidelity : 'low']
      const seen = pictures.reduce((sum, one) => sum + tokens * (isSquare(one) ? 1 : 1.5), 0)
      const made = input.num_images * OUTPUT_USD[input.quality][isSquare(size) ? 0 : 1]
      return (made + seen * USD_PER_TOKEN) / price.usdPerUnit
    },
    output: ({ images }) => ({ images }),
  }
}

// fal bills it by tokens; this is what one square picture of high quality comes to.
const price = { usdPerUnit: 0.133, unit: 'images' } as const

export const gptImage = {
  ...defineModel('fal-ai/gpt-image-1.5', text, ordered, price),
  ...defineModel('fal-ai/gpt-image-1.5/edit', edit, ordered, price),
}
