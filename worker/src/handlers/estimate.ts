import {
  type Choices,
  DEFAULT_RESOLUTION,
  type Estimate,
  EstimateQuery,
  IMAGE_MODELS,
  offeredClipModels,
  roundUsd,
} from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, valid } from '../http.ts'
import { clipSetup } from '../providers/clipSetup.ts'
import { estimateStages } from '../providers/estimateStages.ts'
import { madeResolution } from '../providers/models/madeResolution.ts'
import { pictureModels } from '../providers/models/pictureModels.ts'
import { readSettings, type Settings } from '../settings.ts'

/**
 * `GET /api/estimate`: what a shoot is likely to cost, before there is one; above what its model makes, at the most that it makes. Also with a
 * clip model that makes nothing here any more: what a shoot that has it has still before it is asked in the same way.
 */
export const estimate = createFactory<OwnedApp>().createHandlers(valid('query', EstimateQuery), async (c) => {
  const settings = readSettings(c.env)
  const { IMAGE_MODEL, CLIP_MODEL, SESSION_BUDGET_USD: budgetUsd } = settings
  const { imageModel = IMAGE_MODEL, clipModel = CLIP_MODEL, resolution = DEFAULT_RESOLUTION } = c.req.valid('query')
  const stages = estimateStages({ imageModel, clipModel }, madeResolution(imageModel, resolution))
  const totalUsd = roundUsd(Object.values(stages).reduce((sum, usd) => sum + usd, 0))
  const choices = choicesOf(settings)
  return c.json({ imageModel, clipModel, stages, totalUsd, budgetUsd, choices } satisfies Estimate)
})

function choicesOf(settings: Settings): Choices {
  const imageModels = IMAGE_MODELS.map((model) => {
    const { resolutions, ratios } = pictureModels[model]
    return { model, resolutions: [...resolutions], ratios: [...ratios] }
  })
  return { imageModels, clipModels: offeredClipModels(clipSetup(settings)) }
}
