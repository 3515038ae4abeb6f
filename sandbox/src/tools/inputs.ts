import { type Preset, Resolution } from '@fashion-shoot/protocol'
import { z } from 'zod'

/** Words for an image model; longer ones bury the presets. */
export const Words = z.string().trim().min(1).max(2000)

export const ResolutionInput = z
  .optional(Resolution)
  .describe(
    '1K, 2K or 4K, where the person asks for one. With some models more costs more. Default that of the last hero or sheet, and 2K for the first.',
  )

/** An enum of the presets' ids, which the model sees with their labels. */
export function presetInput(presets: readonly Preset[], what: string, fallback: string) {
  const ids = presets.map(({ id }) => id)
  return z
    .enum(ids)
    .describe(`${what}: ${presets.map(({ id, label }) => `${id} (${label})`).join(', ')}. Default ${fallback}.`)
}
