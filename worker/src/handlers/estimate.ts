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
import { pictureModels } from '../providers/models/pictureModels.ts'
import { requireClipModel } from '../providers/requireClipModel.ts'
import { readSettings, type Settings } from '../settings.ts'

/** `GET /api/estimate`: what a shoot is likely to cost, before there is one; above what its model makes, at the most that it makes. */
export const estimate = createFactory<OwnedApp>().createHandlers(valid('query', EstimateQuery), async (c) => {
  const settings = readSettings(c.env)
  const { IMAGE_MODEL, CLIP_MODEL, SESSION_BUDGET_USD: budgetUsd } = settings
  const { imageModel = IMAGE_MODEL, clipModel = CLIP_MODEL, resolution = DEFAULT_RESOLUTION } = c.req.valid('query')
  requireClipModel(clipModel, settings)
  const { resolutions } = pictureModels[imageModel]
  const made = resolutions.includes(resolution) ? resolution : (resolutions.at(-1) ?? resolution)
  const stages = estimateStages({ imageModel, clipModel }, made)
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
