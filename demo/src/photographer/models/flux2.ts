/** Black Forest Labs' FLUX.2 [pro]: sizes by name or by px, billed by the megapixel, in and out. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import { customSize, SIZE_NAMES, type SizeName, sizeLike } from './imageSizes.ts'
import type { PictureOrder, Size } from './Order.ts'
import { PHOTO_LIMITS, photoSources, photoUrls } from './photos.ts'

/** px */
const NAMED: Record<SizeName, Size> = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
}
/** As many pixels as a picture has that is made without a size. */
const AUTO_PIXELS = 1024 ** 2
/** fal does not say which megapixel it counts by; this is the one that costs more. */
const megapixels = ({ width, height }: Size) => Math.ceil((width * height) / 1e6)
const inRange = (px: number) => px >= 256 && px <= 2048 && px % 16 === 0

const custom = customSize.refine(({ width, height }) => inRange(width) && inRange(height), {
  error: 'width and height must be 256 to 2048 px, and divisible by 16',
})
const shared = {
  prompt: z.string().min(1),
  seed: z.int().optional(),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5']).default('2'),
  enable_safety_checker: z.boolean().default(true),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
  sync_mode: z.boolean().default(false),
}
const text = z.strictObject({ ...shared, image_size: z.union([z.enum(SIZE_NAMES), custom]).default('landscape_4_3') })
const edit = z.strictObject({
  ...shared,
  image_size: z.union([z.enum(['auto', ...SIZE_NAMES]), custom]).default('auto'),
  image_urls: photoUrls(9),
})

function ordered({ image_size: asked, ...input }: z.output<typeof text> | z.output<typeof edit>): PictureOrder {
  return {
    kind: 'picture',
    scene: 'prompt',
    prompt: input.prompt,
    pictures: photoSources('image_urls' in input ? input.image_urls : []),
    limits: PHOTO_LIMITS,
    sizeFor: (first) => {
      if (typeof asked === 'object') return asked
      return asked === 'auto' ? sizeLike(first ?? NAMED.square_hd, AUTO_PIXELS) : NAMED[asked]
    },
    count: 1,
    format: input.output_format,
    seed: input.seed,
    inline: input.sync_mode,
    // All but the first cost half as much.
    units: (size, pictures) => [size, ...pictures].reduce((sum, one) => sum + megapixels(one) / 2, 0.5),
    output: ({ images, seed }) => ({ images, seed }),
  }
}

const price = { usdPerUnit: 0.03, unit: 'megapixels' } as const

export const flux2 = {
  ...defineModel('fal-ai/flux-2-pro', text, ordered, price),
  ...defineModel('fal-ai/flux-2-pro/edit', edit, ordered, price),
}
