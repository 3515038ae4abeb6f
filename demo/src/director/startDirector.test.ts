import Anthropic from '@anthropic-ai/sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { ApiError } from './ApiError.ts'
import { type Director, type DirectorOptions, startDirector } from './startDirector.ts'
import { recordedRequest } from './testing/playShoot.ts'

let director: Director | undefined
afterEach(() => director?.close())

async function start(options: Partial<DirectorOptions> = {}) {
  director = await startDirector({ port: 0, speed: 'fast', ...options })
  return director
}

async function client(options: Partial<DirectorOptions> = {}) {
  const { url } = await start(options)
  return new Anthropic({ baseURL: url, apiKey: options.apiKey ?? 'key', maxRetries: 0 })
}

const tools: Anthropic.Tool[] = [
  {
    name: 'generate_hero',
    input_schema: { type: 'object', properties: { direction: { type: 'string' } }, required: ['direction'] },
  },
]
const request = {
  model: 'claude-sonnet-5',
  max_tokens: 2000,
  tools,
  messages: [{ role: 'user' as const, content: 'confident streetwear editorial, “city” at dusk 🌆' }],
}

describe('with the vendor’s client', () => {
  test('answers whole', async () => {
    const anthropic = await client()
    const { data: message, request_id } = await anthropic.messages.create(request).withResponse()
    expect(request_id).toMatch(/^req_/)
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5',
      stop_reason: 'tool_use',
    })
    expect(message.content.map(({ type }) => type)).toEqual(['text', 'tool_use'])
    expect(message.content[1]).toMatchObject({ id: expect.stringMatching(/^toolu_/), name: 'generate_hero' })
    expect(message.usage.output_tokens).toBeGreaterThan(50)
  })

  test('streams the same, token by token', async () => {
    const anthropic = await client()
    const stream = anthropic.messages.stream({ ...request, thinking: { type: 'enabled', budget_tokens: 1024 } })
    const deltas: string[] = []
    stream.on('text', (text) => deltas.push(text))
    const streamed = await stream.finalMessage()
    const whole = await anthropic.messages.create({ ...request, thinking: { type: 'enabled', budget_tokens: 1024 } })
    const without = (message: Anthropic.Message) =>
      message.content.map((block) => ({ ...block, id: '', signature: '' }))
    expect(without(streamed)).toEqual(without(whole))
    expect(streamed.content[0]).toMatchObject({ type: 'thinking', signature: expect.stringMatching(/^[\w+/]{40}/) })
    expect(streamed.usage).toMatchObject({ output_tokens: whole.usage.output_tokens })
    expect(deltas.length).toBeGreaterThan(40)
    expect(deltas.every((delta) => delta.length <= 12)).toBe(true)
  })

  test('counts tokens', async () => {
    const anthropic = await client()
    const { max_tokens: _, ...rest } = request
    const { input_tokens } = await anthropic.messages.countTokens(rest)
    expect(input_tokens).toBeGreaterThan(40)
    expect(input_tokens).toBeLessThan(120)
  })

  test('lists models, page by page in both directions, and tells of each', async () => {
    const anthropic = await client({ apiKey: 'secret' })
    const listed: string[] = []
    for await (const { id } of anthropic.models.list({ limit: 2 })) listed.push(id)
    expect(listed).toHaveLength(3)
    expect(new Set(listed).size).toBe(3)
    expect(listed).toContain(request.model)
    const whole = await anthropic.models.list()
    expect(whole).toMatchObject({ has_more: false, first_id: listed[0], last_id: listed[2] })
    const back = await anthropic.models.list({ limit: 1, before_id: String(listed[2]) })
    expect(back).toMatchObject({ data: [{ id: listed[1] }], has_more: true })
    expect(await anthropic.models.retrieve(request.model)).toEqual(whole.data.find(({ id }) => id === request.model))
    await expect(anthropic.models.retrieve('claude-a')).rejects.toMatchObject({
      status: 404,
      error: { error: { type: 'not_found_error', message: 'model: claude-a' } },
    })
    await expect(anthropic.models.list({ limit: 1001 })).rejects.toMatchObject({ status: 400 })
    await expect(anthropic.models.list({ after_id: 'claude-a' })).rejects.toMatchObject({ status: 400 })
  })

  test('lists models to nobody without the key', async () => {
    const { url } = await start({ apiKey: 'secret' })
    const anthropic = new Anthropic({ baseURL: url, apiKey: 'wrong', maxRetries: 0 })
    await expect(anthropic.models.list()).rejects.toThrow(Anthropic.AuthenticationError)
    await expect(anthropic.models.retrieve(request.model)).rejects.toThrow(Anthropic.AuthenticationError)
  })

  test('takes a bearer token, too', async () => {
    const { url } = await start({ apiKey: 'secret' })
    const anthropic = new Anthropic({ baseURL: url, authToken: 'secret', apiKey: null, maxRetries: 0 })
    expect((await anthropic.messages.create(request)).role).toBe('assistant')
  })

  test('ends at max_tokens', async () => {
    const anthropic = await client()
    const message = await anthropic.messages.create({ ...request, max_tokens: 5 })
    expect(message.stop_reason).toBe('max_tokens')
    expect(message.usage.output_tokens).toBe(5)
  })

  test('errors become the client’s own', async () => {
    const anthropic = await client({ apiKey: 'secret' })
    const stranger = new Anthropic({ baseURL: anthropic.baseURL, apiKey: 'wrong', maxRetries: 0 })
    await expect(stranger.messages.create(request)).rejects.toThrow(Anthropic.AuthenticationError)
    await expect(anthropic.messages.create({ ...request, messages: [] })).rejects.toThrow(Anthropic.BadRequestError)
  })
})

test('a request of the Agent SDK streams the documented events in their order', async () => {
  const { url } = await start()
  const answer = await send(url, { ...recordedRequest('claude-sonnet-4-5'), stream: true })
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const text = await answer.text()
  const events = [...text.matchAll(/^event: (.*)\ndata: (.*)\n\n/gm)].map(([, name, data]) => ({
    name,
    data: JSON.parse(data ?? ''),
  }))
  expect(events.every(({ name, data }) => name === data.type)).toBe(true)
  const order = events.map(({ name, data }) => data.delta?.type ?? data.content_block?.type ?? name)
  expect(order.filter((kind, index) => kind !== order[index - 1])).toEqual([
    'message_start',
    'thinking',
    'ping',
    'thinking_delta',
    'signature_delta',
    'content_block_stop',
    'tool_use',
    'input_json_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ])
  const start_ = events[0]?.data.message
  expect(start_).toMatchObject({ content: [], stop_reason: null, usage: { output_tokens: 1 } })
  // The recorded request marks what to cache, and is not the first of its conversation.
  expect(start_.usage.cache_read_input_tokens).toBeGreaterThan(1000)
  expect(start_.usage.cache_creation_input_tokens).toBeGreaterThan(10)
  expect(events.at(-2)?.data).toMatchObject({
    delta: { stop_reason: 'tool_use' },
    context_management: { applied_edits: [] },
  })
})

describe('errors in the vendor’s words', () => {
  const use = { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'x', input: {} }] }
  const result = (id: string) => ({ role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'ok' }] })
  const asks = { role: 'user', content: 'hello' }

  test.each<[string, object, RegExp]>([
    ['no max_tokens', { max_tokens: undefined }, /^max_tokens: Field required$/],
    ['no model', { model: undefined }, /^model: Field required$/],
    ['no messages', { messages: [] }, /^messages: at least one message is required$/],
    ['an unknown field', { colour: 'red' }, /^colour: Extra inputs are not permitted$/],
    [
      'an unknown role',
      { messages: [{ role: 'tool', content: 'x' }] },
      /^messages\.0\.role: Input should be 'user' or/,
    ],
    ['no content', { messages: [{ role: 'user' }] }, /^messages\.0\.content: Field required$/],
    [
      'content of a wrong type',
      { messages: [{ role: 'user', content: 7 }] },
      /^messages\.0\.content: Input should be a/,
    ],
    [
      'a block without text',
      { messages: [{ role: 'user', content: [{ type: 'text' }] }] },
      /^messages\.0\.content\.0\.text: Field required$/,
    ],
    [
      'an unknown block',
      { messages: [{ role: 'user', content: [{ type: 'poem', text: 'x' }] }] },
      /^messages\.0\.content\.0: Input tag 'poem' found using 'type' does not match any of the expected tags/,
    ],
    [
      'a block without type',
      { messages: [{ role: 'user', content: [{ text: 'x' }] }] },
      /^messages\.0\.content\.0\.type: Field required$/,
    ],
    [
      'an empty text block',
      { messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      /^messages: text content blocks must be non-empty$/,
    ],
    [
      'an empty message',
      { messages: [{ role: 'user', content: '' }] },
      /^messages\.0: all messages must have non-empty/,
    ],
    [
      'a tool call without result',
      { messages: [asks, use, asks] },
      /^messages\.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1\. Each/,
    ],
    ['a tool call at the end', { messages: [asks, use] }, /^messages\.1: `tool_use` ids were found without/],
    [
      'a result of no call',
      { messages: [asks, use, result('toolu_2')] },
      /^messages\.2\.content\.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_2\. Each/,
    ],
    [
      'a result too late',
      { messages: [asks, use, result('toolu_1'), { role: 'assistant', content: 'so' }, result('toolu_1')] },
      /^messages\.4\.content\.0: unexpected `tool_use_id`/,
    ],
    ['two results', { messages: [asks, use, result('toolu_1'), result('toolu_1')] }, /must have a single result/],
    ['a tool without schema', { tools: [{ name: 'x' }] }, /^tools\.0\.custom\.input_schema: Field required$/],
    [
      'a tool with a bad name',
      { tools: [{ name: 'a b', input_schema: { type: 'object' } }] },
      /^tools\.0\.name: String should match pattern/,
    ],
    [
      'too small a budget',
      { thinking: { type: 'enabled', budget_tokens: 10 } },
      /budget_tokens: Input should be greater than or equal to 1024$/,
    ],
    [
      'too large a budget',
      { thinking: { type: 'enabled', budget_tokens: 9000 } },
      /^`max_tokens` must be greater than/,
    ],
  ])('%s', async (_, change, message) => {
    const { url } = await start()
    const answer = await send(url, { ...request, ...change })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      type: 'error',
      error: { type: 'invalid_request_error', message: expect.stringMatching(message) },
      request_id: expect.stringMatching(/^req_/),
    })
  })

  test.each<[string, Record<string, string>, number, string, RegExp]>([
    ['no key', { 'anthropic-version': '2023-06-01' }, 401, 'authentication_error', /^x-api-key header is required$/],
    [
      'a wrong key',
      { 'anthropic-version': '2023-06-01', 'x-api-key': 'no' },
      401,
      'authentication_error',
      /^invalid x-api-key$/,
    ],
    ['no version', { 'x-api-key': 'secret' }, 400, 'invalid_request_error', /^anthropic-version: header is required$/],
  ])('%s', async (_, headers, status, type, message) => {
    const { url } = await start({ apiKey: 'secret' })
    const answer = await fetch(`${url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(request),
    })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { type, message: expect.stringMatching(message) } })
  })

  test('broken JSON, an unknown path, a wrong method', async () => {
    const { url } = await start()
    const headers = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
    const broken = await fetch(`${url}/v1/messages`, { method: 'POST', headers, body: '{"model":' })
    expect(await errorOf(broken)).toEqual([400, 'invalid_request_error'])
    const unknown = await fetch(`${url}/v1/complete`, { method: 'POST', headers, body: '{}' })
    expect(await errorOf(unknown)).toEqual([404, 'not_found_error'])
    const wrong = await fetch(`${url}/v1/messages`, { headers })
    expect(await errorOf(wrong)).toEqual([405, 'method_not_allowed'])
  })

  test('neighbours of one role, notes of the system and all that the Agent SDK adds are accepted', async () => {
    const { url } = await start()
    const answer = await send(url, {
      ...request,
      system: [{ type: 'text', text: 'You direct.', cache_control: { type: 'ephemeral' } }],
      tools: [
        ...tools,
        { name: 'DeferredToolPlaceholder', description: '', input_schema: { type: 'object' }, defer_loading: true },
        { type: 'web_search_20260209', name: 'web_search' },
      ],
      messages: [asks, asks, use, result('toolu_1'), { role: 'system', content: 'A note.' }],
      metadata: { user_id: 'x' },
      thinking: { type: 'adaptive', display: 'updates' },
      context_management: { edits: [] },
      output_config: { effort: 'high' },
    })
    expect(answer.status).toBe(200)
  })
})

describe('faults on order', () => {
  test('an overloaded answer', async () => {
    const anthropic = await client({ faults: () => new ApiError('overloaded_error', 'Overloaded').response('req_1') })
    await expect(anthropic.messages.create(request)).rejects.toMatchObject({
      status: 529,
      error: { error: { message: 'Overloaded' } },
    })
  })

  test('a stream that is cut, and one that turns into an error', async () => {
    let fault: ReturnType<NonNullable<DirectorOptions['faults']>> = { cutAfter: 5 }
    const anthropic = await client({ faults: () => fault })
    await expect(anthropic.messages.stream(request).finalMessage()).rejects.toThrow(/terminated|ended|Connection/i)
    fault = { errorAfter: 5, error: new ApiError('overloaded_error', 'Overloaded') }
    await expect(anthropic.messages.stream(request).finalMessage()).rejects.toThrow(/Overloaded/)
    fault = undefined
    expect((await anthropic.messages.stream(request).finalMessage()).stop_reason).toBe('tool_use')
  })

  test('a connection cut before any answer', async () => {
    const anthropic = await client({ faults: () => ({ hangUp: true }) })
    await expect(anthropic.messages.create(request)).rejects.toThrow(Anthropic.APIConnectionError)
  })
})

test('lifelike speech takes about 35 ms a token', async () => {
  const anthropic = await client({ speed: 'lifelike' })
  const times: number[] = []
  const stream = anthropic.messages.stream(request)
  stream.on('text', () => {
    times.push(performance.now())
    if (times.length === 12) stream.abort()
  })
  await expect(stream.finalMessage()).rejects.toThrow(Anthropic.APIUserAbortError)
  const perToken = ((times[11] ?? 0) - (times[0] ?? 0)) / 11
  expect(perToken).toBeGreaterThan(33)
})

async function errorOf(answer: Response): Promise<unknown[]> {
  const { error } = (await answer.json()) as { error: { type: string } }
  return [answer.status, error.type]
}

function send(url: string, body: object): Promise<Response> {
  return fetch(`${url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify(body),
  })
}
