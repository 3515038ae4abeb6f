/** ByteDance's Seedream 4.5: sizes by name, by px or by the first picture's ratio, at 2K or 4K; up to 10 references. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import { customSize, SIZE_NAMES, type SizeName, sizeLike } from './imageSizes.ts'
import type { PictureOrder, Size } from './Order.ts'
import { PHOTO_LIMITS, photoSources, photoUrls } from './photos.ts'

/** px; it makes nothing smaller than 2K. */
const NAMED: Record<SizeName, Size> = {
  square_hd: { width: 2048, height: 2048 },
  square: { width: 2048, height: 2048 },
  portrait_4_3: { width: 1728, height: 2304 },
  portrait_16_9: { width: 1440, height: 2560 },
  landscape_4_3: { width: 2304, height: 1728 },
  landscape_16_9: { width: 2560, height: 1440 },
}
const PIXELS = { auto_2K: 2048 ** 2, auto_4K: 4096 ** 2 }
const MOST_PICTURES = 15

const inRange = (px: number) => px >= 1920 && px <= 4096
const allowed = ({ width, height }: Size) =>
  (inRange(width) && inRange(height)) || (width * height >= 2560 * 1440 && width * height <= 4096 ** 2)

const shared = {
  prompt: z.string().min(1),
  image_size: z
    .union([
      z.enum([...SIZE_NAMES, 'auto_2K', 'auto_4K']),
      customSize.refine(allowed, 'width and height must be 1920 to 4096 px, or 2560×1440 to 4096×4096 px in all'),
    ])
    .default('auto_2K'),
  num_images: z.int().min(1).max(6).default(1),
  max_images: z.int().min(1).max(6).default(1),
  seed: z.int().optional(),
  sync_mode: z.boolean().default(false),
  enable_safety_checker: z.boolean().default(true),
}
const text = z.strictObject(shared)
const edit = z
  .strictObject({ ...shared, image_urls: photoUrls(10) })
  .refine(({ image_urls, num_images, max_images }) => image_urls.length + num_images * max_images <= MOST_PICTURES, {
    path: ['max_images'],
    error: `The pictures that go in and come out may be ${MOST_PICTURES} in all`,
  })

/** Makes one picture a generation, though more were allowed: fal bills what was made. */
function ordered(input: z.output<typeof text> & { image_urls?: string[] }): PictureOrder {
  const { image_size: asked } = input
  return {
    kind: 'picture',
    scene: 'prompt',
    prompt: input.prompt,
    pictures: photoSources(input.image_urls ?? []),
    limits: PHOTO_LIMITS,
    sizeFor: (first) => {
      if (typeof asked === 'object') return asked
      if (asked === 'auto_2K' || asked === 'auto_4K') return sizeLike(first ?? NAMED.square, PIXELS[asked])
      return NAMED[asked]
    },
    count: input.num_images,
    format: 'png',
    seed: input.seed,
    inline: input.sync_mode,
    units: () => input.num_images,
    output: ({ images, seed }) => (input.image_urls ? { images } : { images, seed }),
  }
}

const price = { usdPerUnit: 0.04, unit: 'images' } as const

export const seedream = {
  ...defineModel('fal-ai/bytedance/seedream/v4.5/text-to-image', text, ordered, price),
  ...defineModel('fal-ai/bytedance/seedream/v4.5/edit', edit, ordered, price),
}
