import * as z from 'zod/mini'
import { CLIP_MODELS, type ClipModel } from './vocabulary.ts'

export const ClipProvider = z.enum(['kling', 'fal'])
export type ClipProvider = z.infer<typeof ClipProvider>

/** Who offers each model; where several do, the first with a key makes the clips. */
const MAKERS: Record<ClipModel, readonly ClipProvider[]> = {
  'kling-v2-6': ['kling', 'fal'],
  'kling-v2-5-turbo': ['kling', 'fal'],
  'kling-v3': ['fal'],
}

/** The settings that make a provider's key. */
const KEYS: Record<ClipProvider, string> = { kling: 'KLING_ACCESS_KEY with KLING_SECRET_KEY', fal: 'FAL_KEY' }

/** What settings say of who makes clips. */
export type ClipSetup = {
  /** Who makes all of them, where the settings name somebody. */
  provider: ClipProvider | undefined
  /** Whose key there is, of those that are live where clips are said to be live, and stand-ins where they are said to be that. */
  hasKey: Record<ClipProvider, boolean>
}

/** Who makes clips with a model; null where nobody can. */
export function clipMaker(model: ClipModel, { provider, hasKey }: ClipSetup): ClipProvider | null {
  return MAKERS[model].find((maker) => hasKey[maker] && (provider ?? maker) === maker) ?? null
}

/**
 * Why no clips are made with a model, though they are with others: a clause for a person. Null where they are, and where there is no key
 * for any: then which ones can be made depends on the key that is set next.
 */
export function clipTrouble(model: ClipModel, setup: ClipSetup): string | null {
  const { provider } = setup
  const makers = MAKERS[model].join(' and ')
  if (provider !== undefined && !MAKERS[model].includes(provider)) {
    return `${model} is made through ${makers} alone, and CLIP_PROVIDER is ${provider}`
  }
  if (clipMaker(model, setup) !== null || CLIP_MODELS.every((other) => clipMaker(other, setup) === null)) return null
  const keys = MAKERS[model].map((maker) => KEYS[maker]).join(' or ')
  return `${model} is made through ${makers} alone, and ${keys} is not set`
}

/** The models that clips can be chosen to be made with. */
export function offeredClipModels(setup: ClipSetup): ClipModel[] {
  return CLIP_MODELS.filter((model) => clipTrouble(model, setup) === null)
}

/** The settings of which one suffices to have clips of a model made for real. */
export function clipKeys(model: ClipModel, provider: ClipProvider | undefined): string {
  return MAKERS[model].flatMap((maker) => ((provider ?? maker) === maker ? KEYS[maker] : [])).join(', or ')
}
