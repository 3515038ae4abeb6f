import { IMAGE_MODELS, IMAGE_RATIOS, type ImageJobRequest, RESOLUTIONS } from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MODELS } from '../../../../demo/src/photographer/models/MODELS.ts'
import { pictureModels } from './pictureModels.ts'
import { requireOffered } from './requireOffered.ts'

const image: ImageJobRequest = {
  kind: 'image',
  slot: 'hero',
  prompt: 'A hero on studio grey.',
  inputs: [],
  aspectRatio: '3:2',
  resolution: '1K',
}
const Sized = z.object({ image_size: z.object({ width: z.int(), height: z.int() }) })

const all = IMAGE_MODELS.flatMap((model) =>
  pictureModels[model].resolutions.flatMap((resolution) =>
    IMAGE_RATIOS.map((aspectRatio) => ({ model, resolution, aspectRatio })),
  ),
)

describe('an order', () => {
  it.each(all)('for $model in $resolution at $aspectRatio is one that the model takes', ({ model, ...asked }) => {
    const { order, references } = pictureModels[model]
    const urls = Array.from({ length: references }, (_, index) => `https://v3.fal.media/files/${index}.png`)
    for (const { endpoint, input } of [order({ ...image, ...asked }, []), order({ ...image, ...asked }, urls)]) {
      expect(MODELS[endpoint]?.order.safeParse(input)).toMatchObject({ success: true })
    }
  })

  it.each(all)(
    'for $model in $resolution at $aspectRatio keeps the ratio, where it names a size',
    ({ model, ...asked }) => {
      const size = Sized.safeParse(pictureModels[model].order({ ...image, ...asked }, []).input).data?.image_size
      if (size === undefined) return
      const [across = 1, down = 1] = asked.aspectRatio.split(':').map(Number)
      expect(Math.abs(size.width / size.height / (across / down) - 1)).toBeLessThan(0.02)
    },
  )

  it.each([
    ['nano-banana-pro', 'png', 'jpeg', 'webp'],
    ['nano-banana-2', 'png', 'jpeg', 'webp'],
    // It cannot be asked, and makes PNG.
    ['seedream-4.5', undefined, undefined, undefined],
    ['flux-2-pro', 'png', 'jpeg', 'png'],
    ['gpt-image-1.5', 'png', 'jpeg', 'webp'],
  ] as const)('for %s is for PNG, or for another format where the model makes it', (model, none, jpeg, webp) => {
    const { order } = pictureModels[model]
    const formats = [undefined, 'jpeg', 'webp'] as const
    const asked = formats.map((outputFormat) => order({ ...image, resolution: '2K', outputFormat }, []))
    expect(asked.map(({ input }) => (input as { output_format?: string }).output_format)).toEqual([none, jpeg, webp])
    for (const { endpoint, input } of asked) {
      expect(MODELS[endpoint]?.order.safeParse(input)).toMatchObject({ success: true })
    }
  })

  it('is for twice the sides at each step, as far as the model goes', () => {
    const sizes = (model: 'seedream-4.5' | 'flux-2-pro', aspectRatio: '1:1' | '3:2') =>
      RESOLUTIONS.map((resolution) => {
        const { input } = pictureModels[model].order({ ...image, aspectRatio, resolution }, [])
        const { width, height } = Sized.parse(input).image_size
        return `${width}×${height}`
      })
    expect(sizes('seedream-4.5', '1:1')).toEqual(['2048×2048', '2048×2048', '4096×4096'])
    expect(sizes('flux-2-pro', '3:2').slice(0, 2)).toEqual(['1248×832', '2048×1360'])
  })
})

describe('requireOffered', () => {
  const asset = (index: number) => `out_${index}`

  it('lets through what the model makes', () => {
    for (const model of IMAGE_MODELS) requireOffered(model, { ...image, inputs: [asset(1)] })
  })

  it('refuses more pictures than the model looks at', () => {
    const inputs = Array.from({ length: 11 }, (_, index) => asset(index))
    expect(() => requireOffered('seedream-4.5', { ...image, inputs })).toThrow(
      'seedream-4.5 takes 10 pictures at most, and this asks for 11.',
    )
  })

  it('refuses a hero of a ratio that the model has not, and has it make the nearest for what is cut from it', () => {
    const wide = { ...image, aspectRatio: '16:9' } as const
    expect(() => requireOffered('gpt-image-1.5', wide)).toThrow(
      'gpt-image-1.5 makes no hero of 16:9, only of 3:2, 1:1, 2:3.',
    )
    requireOffered('gpt-image-1.5', { ...wide, slot: 'contact_sheet', aspectRatio: '21:9' })
  })

  it('refuses a resolution that the model has not', () => {
    expect(() => requireOffered('gpt-image-1.5', { ...image, resolution: '4K' })).toThrow(
      'gpt-image-1.5 makes no pictures in 4K, only in 1K and 2K.',
    )
  })
})
