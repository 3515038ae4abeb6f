/** What @anthropic-ai/sdk makes of the director's failures and of its tool calls. */
import Anthropic from '@anthropic-ai/sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { ApiError, type ApiErrorType } from './ApiError.ts'
import { type Director, type DirectorOptions, startDirector } from './startDirector.ts'

let director: Director | undefined
afterEach(() => director?.close())

async function client(
  faults: NonNullable<DirectorOptions['faults']>,
  options: { maxRetries?: number; timeout?: number },
) {
  director = await startDirector({ port: 0, speed: 'fast', faults })
  return new Anthropic({ baseURL: director.url, apiKey: 'key', maxRetries: 0, ...options })
}

const request = {
  model: 'claude-sonnet-5',
  max_tokens: 2000,
  tools: [
    {
      name: 'generate_hero',
      input_schema: { type: 'object' as const, properties: { direction: { type: 'string' } }, required: ['direction'] },
    },
  ],
  messages: [{ role: 'user' as const, content: 'confident streetwear editorial' }],
}

describe('each kind of error is the client’s own', () => {
  test.each<[ApiErrorType, number, abstract new (...args: never[]) => Error]>([
    ['invalid_request_error', 400, Anthropic.BadRequestError],
    ['authentication_error', 401, Anthropic.AuthenticationError],
    ['permission_error', 403, Anthropic.PermissionDeniedError],
    ['not_found_error', 404, Anthropic.NotFoundError],
    ['request_too_large', 413, Anthropic.APIError],
    ['rate_limit_error', 429, Anthropic.RateLimitError],
    ['api_error', 500, Anthropic.InternalServerError],
    ['overloaded_error', 529, Anthropic.InternalServerError],
  ])('%s', async (type, status, Class) => {
    const anthropic = await client(() => new ApiError(type, 'On order').response('req_on_order'), {})
    for (const call of [
      () => anthropic.messages.create(request),
      () => anthropic.messages.stream(request).finalMessage(),
      () => anthropic.messages.countTokens({ model: request.model, messages: request.messages }),
    ]) {
      const error = await call().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Class)
      expect(error).toMatchObject({
        status,
        requestID: 'req_on_order',
        error: { type: 'error', error: { type, message: 'On order' } },
      })
    }
  })

  test('an answer that does not come in time', async () => {
    const anthropic = await client(() => ({ delayMs: 500 }), { timeout: 50 })
    await expect(anthropic.messages.create(request)).rejects.toThrow(Anthropic.APIConnectionTimeoutError)
  })
})

test('the client asks again after the time that the answer tells', async () => {
  let asked = 0
  const faults = () => {
    asked += 1
    if (asked > 1) return undefined
    const response = new ApiError('rate_limit_error', 'Slow down').response('req_1')
    response.headers.set('retry-after-ms', '60')
    return response
  }
  const anthropic = await client(faults, { maxRetries: 1 })
  const began = performance.now()
  expect((await anthropic.messages.create(request)).stop_reason).toBe('tool_use')
  expect(performance.now() - began).toBeGreaterThan(55)
  expect(asked).toBe(2)
})

test('a tool’s input arrives in pieces, and its result is taken', async () => {
  const anthropic = await client(() => undefined, {})
  const pieces: string[] = []
  const stream = anthropic.messages.stream(request)
  stream.on('inputJson', (piece) => pieces.push(piece))
  const first = await stream.finalMessage()
  const use = first.content.find((block) => block.type === 'tool_use')
  if (!use) throw new Error('no tool was called')
  expect(pieces.length).toBeGreaterThan(2)
  expect(JSON.parse(pieces.join(''))).toEqual(use.input)
  expect(use.input).toMatchObject({ direction: expect.any(String) })

  const result = { type: 'tool_result' as const, tool_use_id: use.id, content: 'The hero is ready.' }
  const messages = [
    ...request.messages,
    { role: 'assistant' as const, content: first.content },
    { role: 'user' as const, content: [result] },
  ]
  const next = await anthropic.messages.stream({ ...request, messages }).finalMessage()
  expect(next).toMatchObject({ role: 'assistant', model: request.model })
  expect(next.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/\w/) })
})
