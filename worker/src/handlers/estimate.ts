import { DEFAULT_RESOLUTION, type Estimate, EstimateQuery } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, valid } from '../http.ts'
import { estimateStages } from '../providers/estimateStages.ts'
import { roundUsd } from '../roundUsd.ts'
import { readSettings } from '../settings.ts'

/** `GET /api/estimate`: what a shoot is likely to cost, before there is one. */
export const estimate = createFactory<OwnedApp>().createHandlers(valid('query', EstimateQuery), async (c) => {
  const { IMAGE_MODEL, CLIP_MODEL, SESSION_BUDGET_USD: budgetUsd } = readSettings(c.env)
  const { imageModel = IMAGE_MODEL, clipModel = CLIP_MODEL, resolution = DEFAULT_RESOLUTION } = c.req.valid('query')
  const stages = estimateStages({ imageModel, clipModel }, resolution)
  const totalUsd = roundUsd(Object.values(stages).reduce((sum, usd) => sum + usd, 0))
  return c.json({ imageModel, clipModel, stages, totalUsd, budgetUsd } satisfies Estimate)
})
