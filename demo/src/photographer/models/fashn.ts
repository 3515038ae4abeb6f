/** FASHN's virtual try-on: the person of one photo in the garment of another. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import type { PictureOrder, Size } from './Order.ts'
import { PHOTO_LIMITS } from './photos.ts'

/** It works at this size, px; a photo of another ratio is made to fit inside. */
const BOX: Size = { width: 864, height: 1296 }

const input = z.strictObject({
  model_image: z.string().min(1),
  garment_image: z.string().min(1),
  category: z.enum(['tops', 'bottoms', 'one-pieces', 'auto']).default('auto'),
  mode: z.enum(['performance', 'balanced', 'quality']).default('balanced'),
  garment_photo_type: z.enum(['auto', 'model', 'flat-lay']).default('auto'),
  moderation_level: z.enum(['none', 'permissive', 'conservative']).default('permissive'),
  segmentation_free: z.boolean().default(true),
  num_samples: z.int().min(1).max(4).default(1),
  seed: z.int().optional(),
  output_format: z.enum(['png', 'jpeg']).default('png'),
  sync_mode: z.boolean().default(false),
})

const ordered = (asked: z.output<typeof input>): PictureOrder => ({
  kind: 'picture',
  scene: 'try-on',
  prompt: `Image 1 is the model. Image 2 is a garment: ${asked.category}.`,
  pictures: [
    { url: asked.model_image, loc: ['body', 'model_image'] },
    { url: asked.garment_image, loc: ['body', 'garment_image'] },
  ],
  limits: PHOTO_LIMITS,
  sizeFor: (person = BOX) => {
    const scale = Math.min(BOX.width / person.width, BOX.height / person.height)
    return { width: Math.round(person.width * scale), height: Math.round(person.height * scale) }
  },
  count: asked.num_samples,
  format: asked.output_format,
  seed: asked.seed,
  inline: asked.sync_mode,
  units: () => asked.num_samples,
  output: ({ images }) => ({ images }),
})

export const fashn = defineModel('fal-ai/fashn/tryon/v1.6', input, ordered, { usdPerUnit: 0.075, unit: 'generations' })
