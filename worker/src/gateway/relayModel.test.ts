import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Problem, type SessionView } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let host: ScriptedHost
let worker: RunningWorker
let api: string
let model: Server
let modelUrl: string
let answerOfModel: RequestListener

beforeAll(async () => {
  host = await startScriptedHost()
  model = createServer((request, response) => answerOfModel(request, response)).listen(0, '127.0.0.1')
  await once(model, 'listening')
  modelUrl = `http://127.0.0.1:${(model.address() as AddressInfo).port}`
  worker = await startWorker(varsOf({ ANTHROPIC_API_KEY: 'the-key', ANTHROPIC_BASE_URL: modelUrl }))
  api = `${worker.url}/api`
})
afterAll(async () => {
  await worker.close()
  await host.close()
  model.close()
})

const varsOf = (vars: Record<string, string>) => ({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token, ...vars })
const problem = async (response: Response) => Problem.parse(await response.json())
const view = async (id: string) => ((await (await fetch(`${api}/sessions/${id}`)).json()) as { view: SessionView }).view
const spend = async ({ sessionId }: OpenTurn) => (await view(sessionId)).spend
const ask = (turn: OpenTurn, init: RequestInit = {}) => turn.call('/model/v1/messages', { method: 'POST', ...init })

async function setBudget({ sessionId }: OpenTurn, budgetUsd: number): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ budgetUsd })
  expect((await fetch(`${api}/sessions/${sessionId}`, { method: 'PATCH', headers, body })).status).toBe(200)
}

const sse = (event: { type: string; [field: string]: unknown }) =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
const START_USAGE = {
  ...{ input_tokens: 1000, output_tokens: 1, cache_read_input_tokens: 10_000, cache_creation_input_tokens: 3000 },
  cache_creation: { ephemeral_5m_input_tokens: 2000, ephemeral_1h_input_tokens: 1000 },
}
/** USD that these are for the model: 2 in, 2.5 and 4 written, 0.2 read, per million. */
const START_USD = (1000 * 2 + 2000 * 2.5 + 1000 * 4 + 10_000 * 0.2) / 1e6
const messageStart = (name = 'claude-sonnet-5') =>
  sse({ type: 'message_start', message: { model: name, content: [], usage: START_USAGE } })
const says = (text: string) => sse({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })
const messageEnd = (output: number) =>
  sse({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: output } }) +
  sse({ type: 'message_stop' })

/** Has the model begin its answer at once, and end it, with so many tokens, when what is returned is called. */
function answerInTwo(output: number): () => void {
  const mayEnd = Promise.withResolvers<void>()
  answerOfModel = async (_, response) => {
    stream(response, messageStart())
    await mayEnd.promise
    response.end(messageEnd(output))
  }
  return mayEnd.resolve
}

function stream(response: ServerResponse, ...texts: string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  for (const text of texts) response.write(text)
}

describe('a call of the model', () => {
  it('is made with the key and without the token, and its answer streams as it is spoken', async () => {
    const turn = await openTurn(api, host, 'go')
    const heard = Promise.withResolvers<{ url: string | undefined; headers: Record<string, unknown>; body: string }>()
    const mayGoOn = Promise.withResolvers<void>()
    answerOfModel = async (request, response) => {
      heard.resolve({ url: request.url, headers: request.headers, body: (await request.toArray()).join('') })
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'request-id': 'req_1',
        'anthropic-ratelimit-requests-remaining': '7',
        'set-cookie': 'trace=1',
        server: 'model',
      })
      response.write('event: message_start\n\n')
      await mayGoOn.promise
      response.end('event: message_stop\n\n')
    }
    const response = await turn.call('/model/v1/messages?beta=true', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', cookie: 'mine=1' },
      body: '{"stream":true}',
    })
    const { url, headers, body } = await heard.promise
    expect([url, body]).toEqual(['/v1/messages?beta=true', '{"stream":true}'])
    expect(headers).toMatchObject({ 'x-api-key': 'the-key', 'anthropic-version': '2023-06-01' })
    for (const name of ['authorization', 'cookie', 'cf-aig-authorization']) expect(headers).not.toHaveProperty(name)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'request-id': 'req_1',
      'anthropic-ratelimit-requests-remaining': '7',
    })
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(response.headers.has('server')).toBe(false)
    const chunks: string[] = []
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      chunks.push(chunk)
      mayGoOn.resolve()
    }
    expect(chunks).toEqual(['event: message_start\n\n', 'event: message_stop\n\n'])
  })

  it('is answered as the service answers, with errors and redirects too, which cost nothing', async () => {
    const turn = await openTurn(api, host, 'go')
    answerOfModel = (_, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'retry-after': '3' }
      response.writeHead(429, headers).end(gzipSync('{"type":"error"}'))
    }
    const busy = await ask(turn)
    expect(busy.status).toBe(429)
    expect(busy.headers.get('retry-after')).toBe('3')
    expect(await busy.json()).toEqual({ type: 'error' })
    const called: unknown[] = []
    answerOfModel = (request, response) => {
      called.push(request.url)
      response.writeHead(302, { location: '/v1/elsewhere' }).end()
    }
    expect((await ask(turn)).status).toBe(302)
    expect(called).toEqual(['/v1/messages'])
    expect(await spend(turn)).toEqual({ turnUsd: 0, sessionUsd: 0 })
  })

  it('has no other door, and says when the service cannot be reached', async () => {
    const turn = await openTurn(api, host, 'go')
    let calls = 0
    answerOfModel = (request) => {
      calls++
      request.socket.destroy()
    }
    for (const path of ['/v1/files', '/v1/messages/batches', '/v1/messages/../files', '/v1/messages/']) {
      expect(await problem(await turn.send(`/model${path}`, {}))).toMatchObject({
        status: 404,
        code: 'unknown_address',
      })
    }
    expect(await problem(await turn.call('/model/v1/messages'))).toMatchObject({ code: 'unknown_address' })
    expect(calls).toBe(0)
    const answer = await problem(await turn.send('/model/v1/messages', {}))
    expect(answer).toMatchObject({ status: 502, code: 'model_unreachable' })
  })

  it('carries a bearer token in place of the key, and the token of an AI Gateway, and gives none of them back', async () => {
    const secrets = { ANTHROPIC_API_KEY: 'a-key', ANTHROPIC_AUTH_TOKEN: 'bearer-1', AI_GATEWAY_TOKEN: 'gateway-1' }
    const other = await startWorker(varsOf({ ...secrets, ANTHROPIC_BASE_URL: `${modelUrl}/v1/account/gateway` }))
    try {
      const turn = await openTurn(`${other.url}/api`, host, 'go')
      const { promise, resolve } = Promise.withResolvers<{ url: string | undefined; headers: object }>()
      answerOfModel = ({ url, headers }, response) => {
        resolve({ url, headers })
        // A service may quote what it refuses.
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ url, headers }))
      }
      expect(await (await ask(turn)).text()).not.toMatch(/bearer-1|gateway-1/)
      answerOfModel = (request, response) => {
        const error = JSON.stringify({ type: 'error', error: { message: request.headers } })
        stream(response, messageStart(), `event: error\ndata: ${error}\n\n`)
        response.end()
      }
      const broken = await (await ask(turn)).text()
      expect(broken).toContain('event: error')
      expect(broken).not.toMatch(/bearer-1|gateway-1/)
      const { url, headers } = await promise
      expect(url).toBe('/v1/account/gateway/v1/messages')
      expect(headers).toMatchObject({ authorization: 'Bearer bearer-1', 'cf-aig-authorization': 'Bearer gateway-1' })
      expect(headers).not.toHaveProperty('x-api-key')
      const health = await fetch(`${other.url}/api/health`)
      expect(await health.text()).not.toMatch(/a-key|bearer-1|gateway-1/)
    } finally {
      await other.close()
    }
  })
})

describe('what an answer costs', () => {
  it('is booked once, before its reader sees the end', async () => {
    const turn = await openTurn(api, host, 'go')
    answerOfModel = (_, response) => {
      // In pieces that respect no line, and no character of more than one byte.
      const text = messageStart() + says('Ein schöner Abend.') + messageEnd(500)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length; at += 7) response.write(bytes.subarray(at, at + 7))
      response.end()
    }
    expect(await (await ask(turn)).text()).toContain('schöner')
    const usd = START_USD + 0.005
    expect(await spend(turn)).toEqual({ turnUsd: usd, sessionUsd: usd })
    await (await ask(turn)).text()
    expect((await spend(turn)).sessionUsd).toBeCloseTo(2 * usd, 9)
  })

  it('is booked of one in a piece, of a call of tools alone, and not of counting', async () => {
    const turn = await openTurn(api, host, 'go')
    const content = [{ type: 'tool_use', id: 'toolu_1', name: 'get_shoot', input: {} }]
    answerOfModel = ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const usage = { ...START_USAGE, output_tokens: 200 }
      response.end(JSON.stringify({ model: 'claude-sonnet-5', content, usage, input_tokens: 9, url }))
    }
    await (await turn.send('/model/v1/messages/count_tokens', {})).text()
    expect((await spend(turn)).sessionUsd).toBe(0)
    await (await ask(turn)).text()
    expect((await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.002, 9)
  })

  it('is that of the dearest model where it has no price', async () => {
    const turn = await openTurn(api, host, 'go')
    answerOfModel = (_, response) => {
      stream(response, messageStart('somebody-else-9'), messageEnd(1000))
      response.end()
    }
    await (await ask(turn)).text()
    const started = (1000 * 15 + 2000 * 18.75 + 1000 * 30 + 10_000 * 1.5) / 1e6
    expect((await spend(turn)).sessionUsd).toBeCloseTo(started + 0.075, 9)
  })

  it('is what was said until the service broke it off, which the container sees as a break', async () => {
    const turn = await openTurn(api, host, 'go')
    answerOfModel = (_, response) => {
      const thinking = { type: 'thinking_delta', thinking: '', estimated_tokens: 500 }
      stream(response, messageStart(), sse({ type: 'content_block_delta', index: 0, delta: thinking }))
      response.write(says('x'.repeat(4000)))
      setTimeout(() => response.destroy(), 50)
    }
    const response = await ask(turn)
    await expect(response.text()).rejects.toThrow()
    expect((await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.015, 9)
  })

  it('is what was said until the container hung up, and the service is told to stop', async () => {
    const turn = await openTurn(api, host, 'go')
    const stopped = Promise.withResolvers<void>()
    answerOfModel = (_, response) => {
      stream(response, messageStart(), says('x'.repeat(8000)))
      // As the real one does while it thinks.
      const pings = setInterval(() => response.write(sse({ type: 'ping' })), 50)
      response.on('close', () => {
        clearInterval(pings)
        stopped.resolve()
      })
    }
    const left = new AbortController()
    const response = await ask(turn, { signal: left.signal })
    const reader = response.body?.getReader()
    for (let bytes = 0; bytes < 8000; ) bytes += (await reader?.read())?.value?.length ?? 0
    left.abort()
    await stopped.promise
    await expect.poll(async () => (await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.02, 9)
    expect((await spend(turn)).turnUsd).toBeCloseTo(START_USD + 0.02, 9)
  })

  it('is booked though the session’s object was replaced meanwhile', async () => {
    const turn = await openTurn(api, host, 'go')
    const end = answerInTwo(1000)
    const answer = await ask(turn)
    await worker.resetObjects()
    end()
    await answer.text()
    expect((await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.01, 9)
  })

  it('is booked for what went in before anything has come out', async () => {
    const turn = await openTurn(api, host, 'go')
    const end = answerInTwo(1000)
    const answer = await ask(turn)
    // With the token that each answer begins with.
    await expect.poll(async () => (await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.00001, 9)
    end()
    await answer.text()
    expect((await spend(turn)).sessionUsd).toBeCloseTo(START_USD + 0.01, 9)
  })

  it('belongs to the turn that asked, however late it comes', async () => {
    const turn = await openTurn(api, host, 'go')
    const end = answerInTwo(1)
    const late = await ask(turn)
    await turn.end()
    const next = await openTurn(api, host, 'go on', turn.sessionId)
    end()
    await late.text()
    expect(await spend(next)).toEqual({ turnUsd: 0, sessionUsd: expect.closeTo(START_USD + 0.00001, 9) })
    const row = (await worker.database()).prepare('SELECT spent_usd FROM sessions WHERE id = ?').bind(turn.sessionId)
    await expect.poll(() => row.first('spent_usd')).toBeCloseTo(START_USD + 0.00001, 9)
  })
})

describe('a shoot that has spent its budget', () => {
  it('asks the model nothing more, says so once, and goes on when the budget is raised', async () => {
    const turn = await openTurn(api, host, 'go')
    await setBudget(turn, 0.02)
    let calls = 0
    answerOfModel = (_, response) => {
      calls++
      // Exactly the budget.
      stream(response, messageStart(), messageEnd((0.02 - START_USD) * 1e5))
      response.end()
    }
    expect((await ask(turn)).status).toBe(200)
    await expect.poll(async () => (await spend(turn)).sessionUsd).toBe(0.02)
    for (let again = 0; again < 2; again++) {
      const refused = await problem(await ask(turn))
      expect(refused).toMatchObject({ status: 402, code: 'over_budget', hint: expect.stringContaining('Raise') })
      expect(refused.detail).toBe("The director stops here: nothing of this shoot's budget is left.")
    }
    expect(calls).toBe(1)
    const errors = (await view(turn.sessionId)).conversation.filter(({ kind }) => kind === 'error')
    expect(errors).toMatchObject([{ code: 'over_budget', retryable: true }])
    // It is free, and tells nobody anything.
    expect((await turn.send('/model/v1/messages/count_tokens', {})).status).toBe(200)
    await setBudget(turn, 1)
    expect((await ask(turn)).status).toBe(200)
  })
})

it('is asked nothing more in any shoot when all together have spent what they may in a day, and a demo director costs nothing', async () => {
  const vars = varsOf({ ANTHROPIC_API_KEY: 'the-key', ANTHROPIC_BASE_URL: modelUrl, DAILY_BUDGET_USD: '0.02' })
  answerOfModel = (_, response) => {
    stream(response, messageStart(), messageEnd(0))
    response.end()
  }
  const [paid, demo] = await Promise.all([startWorker(vars), startWorker({ ...vars, DEMO_PARTS: 'director' })])
  try {
    const answer = async ({ url }: RunningWorker) => await ask(await openTurn(`${url}/api`, host, 'go'))
    for (const _ of [1, 2]) {
      // To its end, where it is booked.
      await (await answer(paid)).text()
      await (await answer(demo)).text()
    }
    const [booked] = await paid.queryDispatcher('SELECT total(usd) AS usd FROM spend')
    expect(booked).toMatchObject({ usd: expect.closeTo(2 * START_USD, 4) })
    const third = await openTurn(`${paid.url}/api`, host, 'go')
    const refused = await problem(await ask(third))
    expect(refused).toMatchObject({ status: 402, code: 'daily_cap', hint: expect.stringContaining('DAILY_BUDGET_USD') })
    const shown = (await (await fetch(`${paid.url}/api/sessions/${third.sessionId}`)).json()) as { view: SessionView }
    expect(shown.view.conversation.at(-1)).toMatchObject({ kind: 'error', code: 'daily_cap', retryable: true })
    expect((await answer(demo)).status).toBe(200)
  } finally {
    await Promise.all([paid.close(), demo.close()])
  }
})
