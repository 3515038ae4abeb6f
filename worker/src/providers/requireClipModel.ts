import { type ClipModel, clipTrouble, offeredClipModels } from '@fashion-shoot/protocol'
import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { clipSetup } from './clipSetup.ts'

/** Throws `not_offered` where no clips are made with a model here, though they are with others. */
export function requireClipModel(model: ClipModel, settings: Settings): void {
  const setup = clipSetup(settings)
  const trouble = clipTrouble(model, setup)
  if (trouble === null) return
  const hint = `Choose ${offeredClipModels(setup).join(' or ')} for the clips.`
  throw new ProblemError('not_offered', `No clips are made with ${model} here: ${trouble}.`, hint)
}
