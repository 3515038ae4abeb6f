import type { SessionView } from '@fashion-shoot/protocol'
import { createParser } from 'eventsource-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Director, startDirector } from '../../../demo/src/director/startDirector.ts'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'
import { hasTokenPrice, tokensUsd } from '../providers/tokenPrices.ts'

/** With a key, the suite calls the Messages API itself, and pays for it. */
const {
  CONTRACT_ANTHROPIC_API_KEY: KEY,
  CONTRACT_ANTHROPIC_BASE_URL: BASE_URL = 'https://api.anthropic.com',
  CONTRACT_ANTHROPIC_MODEL: MODEL = 'claude-sonnet-5',
} = process.env
const isLive = KEY !== undefined
const WAIT = isLive ? 120_000 : 20_000
const WRONG_KEY = 'sk-ant-api03-of-nobody'
const MAX_TOKENS = 1024

type Usage = { input_tokens: number; output_tokens: number; inference_geo?: string | null }
type StreamEvent = {
  type: string
  message?: { model: string; usage: Usage }
  content_block?: { type: string; id: string; name: string }
  delta?: { type: string; text?: string; partial_json?: string; stop_reason?: string }
  usage?: Partial<Usage>
}

const question = { role: 'user', content: 'An editorial on studio grey: in one sentence, what is the light like?' }
const order = { role: 'user', content: 'An editorial on studio grey. Call generate_hero at once, and say nothing.' }
const tools = [
  {
    name: 'generate_hero',
    description: 'Makes the hero picture of a shoot.',
    input_schema: {
      type: 'object',
      properties: { direction: { type: 'string', description: 'The picture in a few words' } },
      required: ['direction'],
    },
  },
]

/** USD of an answer to as many tokens of plain text. */
const usdOf = (model: string, { input_tokens: input, output_tokens: output, inference_geo }: Usage) =>
  tokensUsd(model, {
    ...{ input, output, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, webSearches: 0, isFast: false },
    isUsOnly: inference_geo === 'us',
  })
/** USD at most: three answers as long as they may be. */
const BILL = 3 * usdOf(MODEL, { input_tokens: 1000, output_tokens: MAX_TOKENS })

let director: Director | undefined
let host: ScriptedHost
let worker: RunningWorker

beforeAll(async () => {
  if (!isLive) director = await startDirector({ port: 0, speed: 'fast', apiKey: 'the-key' })
  host = await startScriptedHost()
  worker = await studioWith(KEY ?? 'the-key')
})
afterAll(async () => {
  await Promise.all([worker.close(), host.close(), director?.close()])
})

function studioWith(key: string): Promise<RunningWorker> {
  return startWorker({
    AGENT_HOST_URL: host.url,
    AGENT_HOST_TOKEN: host.token,
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_BASE_URL: director?.url ?? BASE_URL,
  })
}

const turnOf = ({ url }: RunningWorker) => openTurn(`${url}/api`, host, 'go')

function ask({ call }: OpenTurn, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' }
  return call(`/model${path}`, { method: 'POST', headers, body: JSON.stringify({ model: MODEL, ...body }) })
}

/** An answer as it streams, read to its end. */
async function stream(turn: OpenTurn, body: object): Promise<StreamEvent[]> {
  const answer = await ask(turn, '/v1/messages', { max_tokens: MAX_TOKENS, stream: true, ...body })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/event-stream/),
  ])
  const events: StreamEvent[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) })
  parser.feed(await answer.text())
  expect([events.at(0)?.type, events.at(-1)?.type]).toEqual(['message_start', 'message_stop'])
  return events
}

/** What the answer says that it has used, and of which model. */
function usedBy(events: StreamEvent[]): { model: string; usage: Usage } {
  const start = events.find(({ type }) => type === 'message_start')?.message
  const end = events.findLast(({ type }) => type === 'message_delta')?.usage
  if (start === undefined || end === undefined) throw new Error(JSON.stringify(events))
  return { model: start.model, usage: { ...start.usage, ...end } }
}

async function turnUsd({ sessionId }: OpenTurn, { url } = worker): Promise<number> {
  const { view } = (await (await fetch(`${url}/api/sessions/${sessionId}`)).json()) as { view: SessionView }
  return view.spend.turnUsd
}

describe(`the Messages API${isLive ? `, for at most ${BILL.toFixed(2)} USD` : ''}`, () => {
  it('streams an answer, and what it says that it has used is booked', { timeout: WAIT }, async () => {
    const turn = await turnOf(worker)
    const events = await stream(turn, { messages: [question] })
    expect(events.flatMap(({ delta }) => delta?.text ?? []).join('')).toMatch(/\w/)
    const { model, usage } = usedBy(events)
    expect(usage).toMatchObject({ input_tokens: expect.any(Number), output_tokens: expect.any(Number) })
    expect(Math.min(usage.input_tokens, usage.output_tokens)).toBeGreaterThan(1)
    // By the price of the model that was asked for, whatever date its name has got.
    expect(hasTokenPrice(model)).toBe(hasTokenPrice(MODEL))
    expect(await turnUsd(turn)).toBeCloseTo(usdOf(model, usage), 9)
  })

  it('streams a call of a tool, and answers what the tool says, in one piece', { timeout: WAIT }, async () => {
    const turn = await turnOf(worker)
    const events = await stream(turn, { tools, messages: [order] })
    const called = events.find(({ content_block: block }) => block?.type === 'tool_use')?.content_block
    const input = JSON.parse(events.flatMap(({ delta }) => delta?.partial_json ?? []).join(''))
    expect([called?.name, input]).toEqual(['generate_hero', { direction: expect.stringMatching(/\w/) }])
    expect(events.findLast(({ type }) => type === 'message_delta')?.delta?.stop_reason).toBe('tool_use')
    const streamed = usedBy(events)
    const id = called?.id
    const content = [{ type: 'tool_result', tool_use_id: id, content: 'The hero is made.' }]
    const answer = await ask(turn, '/v1/messages', {
      max_tokens: MAX_TOKENS,
      tools,
      messages: [
        order,
        { role: 'assistant', content: [{ type: 'tool_use', id, name: 'generate_hero', input }] },
        { role: 'user', content },
      ],
    })
    expect(answer.status).toBe(200)
    const { model, usage } = (await answer.json()) as { model: string; usage: Usage }
    const usd = usdOf(streamed.model, streamed.usage) + usdOf(model, usage)
    expect(await turnUsd(turn)).toBeCloseTo(usd, 9)
  })

  it('counts tokens for nothing', { timeout: WAIT }, async () => {
    const turn = await turnOf(worker)
    const count = async (body: object) => {
      const answer = await ask(turn, '/v1/messages/count_tokens', body)
      expect(answer.status).toBe(200)
      return ((await answer.json()) as { input_tokens: number }).input_tokens
    }
    const words = await count({ messages: [question] })
    expect(words).toBeGreaterThan(5)
    expect(await count({ messages: [question], tools })).toBeGreaterThan(words)
    expect(await turnUsd(turn)).toBe(0)
  })

  it('says of a wrong key that it is one, without telling it', { timeout: WAIT }, async () => {
    const wrong = await studioWith(WRONG_KEY)
    try {
      const turn = await turnOf(wrong)
      const body = { max_tokens: MAX_TOKENS, messages: [question] }
      for (const stream of [true, false]) {
        const answer = await ask(turn, '/v1/messages', { ...body, stream })
        expect(answer.status).toBe(401)
        const said = await answer.text()
        expect(JSON.parse(said)).toMatchObject({
          type: 'error',
          error: { type: 'authentication_error', message: expect.stringMatching(/key/) },
        })
        expect(said).not.toContain(WRONG_KEY)
      }
      expect(await turnUsd(turn, wrong)).toBe(0)
    } finally {
      await wrong.close()
    }
  })
})
