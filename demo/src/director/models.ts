/** The models that the director lists: https://platform.claude.com/docs/en/api/models/list */
import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { ApiError } from './ApiError.ts'
import { parseBody } from './MessagesRequest.ts'

/** What a script cannot know is left untold, as the vendor may: the day of a release is then the epoch. */
const UNTOLD = {
  type: 'model',
  capabilities: null,
  created_at: '1970-01-01T00:00:00Z',
  deprecated_at: null,
  lifecycle: 'active',
  max_input_tokens: null,
  max_tokens: null,
  retires_at: null,
} as const

/** A message may name any other, too. */
const MODELS: Anthropic.ModelInfo[] = [
  { ...UNTOLD, id: 'claude-opus-5-5', display_name: 'Claude Opus 5.5', line: 'opus' },
  { ...UNTOLD, id: 'claude-sonnet-5', display_name: 'Claude Sonnet 5', line: 'sonnet' },
  { ...UNTOLD, id: 'claude-haiku-5-5', display_name: 'Claude Haiku 5.5', line: 'haiku' },
]

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(20),
  after_id: z.string().optional(),
  before_id: z.string().optional(),
})

/** A page of the list, by the query of its request. @throws ApiError `invalid_request_error` */
export function listModels(query: Record<string, string>) {
  const { limit, after_id: after, before_id: before } = parseBody(Page, query)
  const begin = after === undefined ? 0 : placeOf('after_id', after) + 1
  const end = before === undefined ? MODELS.length : placeOf('before_id', before)
  const meant = MODELS.slice(begin, end)
  const data = before === undefined ? meant.slice(0, limit) : meant.slice(-limit)
  return {
    data,
    has_more: data.length < meant.length,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}

/** One model. @throws ApiError `not_found_error` */
export function findModel(id: string): Anthropic.ModelInfo {
  const model = MODELS.find((one) => one.id === id)
  if (model === undefined) throw new ApiError('not_found_error', `model: ${id}`)
  return model
}

function placeOf(name: string, id: string): number {
  const place = MODELS.findIndex((one) => one.id === id)
  if (place === -1) throw new ApiError('invalid_request_error', `${name}: there is no model ${id}`)
  return place
}
