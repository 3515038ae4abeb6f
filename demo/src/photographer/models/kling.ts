/** Kling's image-to-video through fal. Each version has its own names for the two frames. */
import { z } from 'zod'
import { defineModel } from './defineModel.ts'
import type { ClipOrder, PictureLimits, Source } from './Order.ts'

/** The same as Kling's own. */
const FRAME_LIMITS: PictureLimits = {
  formats: ['jpeg', 'png'],
  minSide: 300,
  maxSide: Number.POSITIVE_INFINITY,
  bytes: 10 * 1024 * 1024,
  ratio: 2.5,
}

const url = z.string().min(1)
const words = {
  prompt: z.string().min(1).max(2500),
  negative_prompt: z.string().max(2500).default('blur, distort, and low quality'),
}
const cfg_scale = z.number().min(0).max(1).default(0.5)
const generate_audio = z.boolean().default(true)
const short = z.enum(['5', '10']).default('5')
const long = z.enum(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']).default('5')

const turbo = z.strictObject({
  ...words,
  image_url: url,
  tail_image_url: url.optional(),
  duration: short,
  cfg_scale,
})
const second = z.strictObject({
  ...words,
  start_image_url: url,
  end_image_url: url.optional(),
  duration: short,
  generate_audio,
})
const third = z.strictObject({
  ...words,
  start_image_url: url,
  end_image_url: url.optional(),
  duration: long,
  generate_audio,
  cfg_scale,
})

type Asked = { prompt: string; duration: string; generate_audio?: boolean }

/** @param soundFactor what a second with sound counts in place of one */
function ordered({ prompt, duration, generate_audio: sound = false }: Asked, frames: Source[], soundFactor: number) {
  const seconds = Number(duration)
  const order: ClipOrder = {
    kind: 'clip',
    prompt,
    pictures: frames,
    limits: FRAME_LIMITS,
    seconds,
    sound,
    units: seconds * (sound ? soundFactor : 1),
  }
  return order
}

const frame = (name: string, value: string | undefined): Source[] =>
  value === undefined ? [] : [{ url: value, loc: ['body', name] }]

const between = ({
  start_image_url,
  end_image_url,
}: {
  start_image_url: string
  end_image_url?: string | undefined
}) => [...frame('start_image_url', start_image_url), ...frame('end_image_url', end_image_url)]

export const kling = {
  ...defineModel(
    'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
    turbo,
    (input) =>
      ordered(input, [...frame('image_url', input.image_url), ...frame('tail_image_url', input.tail_image_url)], 1),
    { usdPerUnit: 0.07, unit: 'seconds' },
  ),
  ...defineModel('fal-ai/kling-video/v2.6/pro/image-to-video', second, (input) => ordered(input, between(input), 2), {
    usdPerUnit: 0.07,
    unit: 'seconds',
  }),
  // fal asks half as much again for a second with sound, which is the default here too.
  ...defineModel('fal-ai/kling-video/v3/pro/image-to-video', third, (input) => ordered(input, between(input), 1.5), {
    usdPerUnit: 0.112,
    unit: 'seconds',
  }),
}
