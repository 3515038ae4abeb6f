/** `api.fal.ai/v1`: what models cost. */
import { type Context, Hono } from 'hono'
import { MODELS } from '../models/MODELS.ts'

const MOST_MODELS = 50

const refuse = (c: Context, status: 400 | 404, type: string, message: string) =>
  c.json({ error: { type, message } }, status)

export function platformRoutes(): Hono {
  return new Hono().get('/models/pricing', (c) => {
    const asked = c.req.queries('endpoint_id') ?? []
    if (asked.length === 0 || asked.length > MOST_MODELS)
      return refuse(c, 400, 'validation_error', `endpoint_id: name 1 to ${MOST_MODELS} models`)
    const unknown = asked.find((id) => !Object.hasOwn(MODELS, id))
    if (unknown !== undefined) return refuse(c, 404, 'not_found', `There is no endpoint ${unknown}`)
    const prices = asked.map((id) => {
      const model = MODELS[id]
      return { endpoint_id: id, unit_price: model?.usdPerUnit, unit: model?.unit, currency: 'USD' }
    })
    return c.json({ prices, next_cursor: null, has_more: false })
  })
}
