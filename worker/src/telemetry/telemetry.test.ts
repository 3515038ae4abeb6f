import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Job, type RunnerLine, SessionSummary, type StartTurn, TurnStarted } from '@fashion-shoot/protocol'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Fault, type Photographer, startPhotographer } from '../../../demo/src/photographer/startPhotographer.ts'
import { post } from '../../test/client.ts'
import { type LogLine, lineWith, logLines } from '../../test/logLines.ts'
import { type Point, pointsIn, withMetrics } from '../../test/recordMetrics.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

/** Words of a person, and of the director: each must be found nowhere. */
const WORDS = ['marigold raincoats', 'a note in confidence', 'the director muses', 'hero of the picture']
const [PROMPT, NOTE, MUSING, PICTURE] = WORDS as [string, string, string, string]

let host: ScriptedHost
let photographer: Photographer
let fault: (request: Request) => Fault | undefined
let worker: RunningWorker

const secrets = () => ({
  ANTHROPIC_API_KEY: 'key-of-the-director',
  FAL_KEY: 'id-of-the-photographer:secret-of-the-photographer',
  KLING_ACCESS_KEY: 'access-of-the-cinematographer',
  KLING_SECRET_KEY: 'secret-of-the-cinematographer',
  AGENT_HOST_TOKEN: host.token,
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-bucket',
})

const vars = (): Record<string, string> => ({
  ...secrets(),
  AGENT_HOST_URL: host.url,
  FAL_BASE_URL: photographer.url,
  // Nothing listens there.
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
})

async function start(more: Record<string, string> = {}, stateDir?: string): Promise<void> {
  worker = await startWorker({ ...vars(), ...more }, stateDir, withMetrics)
}

beforeAll(async () => {
  host = await startScriptedHost()
  photographer = await startPhotographer({ port: 0, speed: 'fast', faults: (request) => fault(request) })
})
afterAll(async () => await Promise.all([photographer.close(), host.close()]))
afterEach(async () => await worker.close())

/** A turn as its director has it. */
type Directing = {
  start: StartTurn
  say(line: RunnerLine): void
  gateway(path: string, init?: RequestInit): Promise<Response>
  /** Orders the hero and waits for it. */
  hero(): Promise<Job>
}

/** Begins a turn, in a new session where none is given. */
async function direct(prompt: string, sessionId?: string): Promise<Directing & { sessionId: string; turnId: string }> {
  const api = `${worker.url}/api/sessions`
  const id = sessionId ?? SessionSummary.parse(await (await post(api, { title: PROMPT })).json()).id
  const { promise, resolve } = Promise.withResolvers<Directing>()
  host.script = async (started, say) => {
    const gateway: Directing['gateway'] = (path, init) =>
      fetch(started.gatewayUrl + path, {
        ...init,
        headers: { authorization: `Bearer ${started.gatewayToken}`, 'content-type': 'application/json' },
      })
    const hero = async () => {
      const request = { kind: 'image', slot: 'hero', prompt: PICTURE, inputs: [], aspectRatio: '1:1', resolution: '1K' }
      let job = Job.parse(await (await gateway('/jobs', { method: 'POST', body: JSON.stringify(request) })).json())
      while (!['stored', 'failed'].includes(job.state)) {
        job = Job.parse(await (await gateway(`/jobs/${job.id}?waitMs=25000`)).json())
      }
      return job
    }
    resolve({ start: started, say, gateway, hero })
  }
  const { turnId } = TurnStarted.parse(await (await post(`${api}/${id}/turns`, { prompt })).json())
  return { ...(await promise), sessionId: id, turnId }
}

function expectNoSecret(start: StartTurn): void {
  const all = worker.lines.join('\n')
  const [, tokenSecret = ''] = start.gatewayToken.split('.')
  const halves = Object.values(secrets()).flatMap((secret) => secret.split(':'))
  for (const secret of [...Object.values(secrets()), ...halves, tokenSecret]) expect(all).not.toContain(secret)
}

/** All points, as soon as the one that ends this turn is there. */
async function pointsUpTo(turnId: string): Promise<Point[]> {
  for (;;) {
    const points = pointsIn(worker.lines)
    if (points.some(({ index, blobs }) => index === 'turn' && blobs[1] === turnId)) return points
    await new Promise((next) => setTimeout(next, 20))
  }
}

const is = (event: string) => (line: LogLine) => line.event === event

describe('a turn with a job', () => {
  it('is told from its start to its end, without a secret and without a word of anybody', async () => {
    fault = () => undefined
    // Says one answer, for 0.25 USD, and nothing more.
    let hasAnswered = false
    const model = createServer(({ socket }, response) => {
      if (hasAnswered) return void socket.destroy()
      hasAnswered = true
      response.writeHead(200, { 'content-type': 'application/json' })
      const usage = { input_tokens: 0, output_tokens: 25_000 }
      response.end(JSON.stringify({ model: 'claude-sonnet-5', content: [{ type: 'text', text: MUSING }], usage }))
    })
    await once(model.listen(0, '127.0.0.1').unref(), 'listening')
    await start({ ANTHROPIC_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}` })
    const turn = await direct(PROMPT)
    const { sessionId: session, turnId, say } = turn
    const ask = () =>
      turn.gateway('/model/v1/messages', { method: 'POST', body: JSON.stringify({ messages: [PROMPT] }) })
    await (await ask()).text()
    say({ t: 'token', d: MUSING })
    say({ t: 'token', d: MUSING })
    const stored = await turn.hero()
    fault = (request) => (request.method === 'POST' ? { modelError: 'content_policy_violation' } : undefined)
    // Another request than the first: that one is the same job for as long as the turn lasts.
    const again = { kind: 'image', slot: 'hero', prompt: NOTE, inputs: [], aspectRatio: '1:1', resolution: '2K' }
    const order = await turn.gateway('/jobs', { method: 'POST', body: JSON.stringify(again) })
    const { id: refused } = Job.parse(await order.json())
    await lineWith(worker, { event: 'job_failed', job: refused })
    await ask()
    await turn.gateway('/checkpoints', { method: 'POST', body: JSON.stringify({ stage: 'hero' }) })
    say({ t: 'done', end: 'completed' })
    const over = await lineWith(worker, { event: 'turn_over', turn: turnId })

    const context = { session, turn: turnId, at: expect.any(String) }
    const job = { ...context, provider: 'fal', slot: 'hero', ms: expect.any(Number) }
    const lines = logLines(worker)
    expect(lines.filter(is('turn_started'))).toEqual([{ ...context, level: 'info', event: 'turn_started' }])
    expect(lines.filter(is('job_submitted'))).toMatchObject([
      { ...job, job: stored.id },
      { ...job, job: refused },
    ])
    expect(lines.filter(is('job_stored'))).toEqual([
      { ...job, level: 'info', event: 'job_stored', job: stored.id, usd: 0.15 },
    ])
    expect(lines.filter(is('job_failed'))).toEqual([
      { ...job, level: 'error', event: 'job_failed', job: refused, code: 'content_policy', usd: 0 },
    ])
    expect(over).toMatchObject({ ...context, level: 'info', end: 'completed', cold: true })
    expect(over.ms).toBeGreaterThanOrEqual(Number(over.firstTokenMs))
    expect(lines.filter(is('model_unreachable'))).toMatchObject([{ session, level: 'error', error: { name: 'Error' } }])

    // What the person answers ends the first turn's checkpoint, and is nobody's business either.
    const view = (await (await fetch(`${worker.url}/api/sessions/${session}`)).json()) as {
      view: { checkpoints: { id: string }[] }
    }
    const [checkpoint] = view.view.checkpoints
    host.script = async (_, write) => {
      write({ t: 'token', d: MUSING })
      write({ t: 'done', end: 'completed' })
    }
    const address = `${worker.url}/api/sessions/${session}/checkpoints/${checkpoint?.id}`
    const decided = TurnStarted.parse(await (await post(address, { decision: 'revise', note: NOTE })).json())
    expect(await lineWith(worker, { event: 'checkpoint_decided' })).toEqual({
      at: expect.any(String),
      level: 'info',
      event: 'checkpoint_decided',
      session,
      turn: decided.turnId,
      checkpoint: checkpoint?.id,
      stage: 'hero',
      state: 'revised',
    })
    await lineWith(worker, { event: 'turn_over', turn: decided.turnId })
    await fetch(`${worker.url}/api/sessions/${session}`, { method: 'DELETE' })
    expect(await lineWith(worker, { event: 'session_deleted' })).toMatchObject({ session })

    expectNoSecret(turn.start)
    for (const words of WORDS) expect(worker.lines.join('\n')).not.toContain(words)
    for (const line of logLines(worker)) {
      expect(line).toMatchObject({ at: expect.any(String), level: expect.stringMatching(/^(info|warn|error)$/) })
      expect(line.event).toMatch(/^[a-z]+(_[a-z]+)*$/)
    }

    const ms = expect.any(Number)
    const blobs = (...rest: unknown[]) => [session, turnId, ...rest]
    const points = await pointsUpTo(decided.turnId)
    const ofFirst = points.filter((point) => point.blobs[1] === turnId)
    expect(ofFirst).toHaveLength(8)
    // In no order: the job begins beside the director's words.
    expect(ofFirst).toEqual(
      expect.arrayContaining([
        { index: 'first_token', blobs: blobs('cold', '', '', ''), doubles: [over.firstTokenMs, 0] },
        { index: 'spend', blobs: blobs('', '', 'images', 'hero'), doubles: [0, 0.15] },
        { index: 'job', blobs: blobs('stored', '', 'fal', 'hero'), doubles: [ms, 0.15] },
        { index: 'job', blobs: blobs('failed', 'content_policy', 'fal', 'hero'), doubles: [ms, 0] },
        { index: 'spend', blobs: blobs('', '', 'images', 'hero'), doubles: [0, -0.15] },
        { index: 'spend', blobs: blobs('', '', 'director', ''), doubles: [0, 0.25] },
        { index: 'turn', blobs: blobs('completed', '', '', ''), doubles: [over.ms, 0] },
      ]),
    )
    const later = points.filter((point) => point.blobs[1] === decided.turnId)
    expect(later.map(({ index, blobs }) => [index, blobs[2]])).toEqual([
      ['first_token', 'warm'],
      ['turn', 'completed'],
    ])
  })

  it('has its words told where the setting says so, and its secrets all the same not', async () => {
    fault = () => undefined
    await start({ LOG_PROMPTS: 'true' })
    const turn = await direct(PROMPT)
    turn.say({ t: 'done', end: 'completed' })
    await lineWith(worker, { event: 'turn_over', turn: turn.turnId })
    expect(logLines(worker).filter(is('turn_started'))).toMatchObject([{ turn: turn.turnId, prompt: PROMPT }])
    expectNoSecret(turn.start)
  })

  it('has its times from the table, and its first token once, though another Worker goes on with it', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'worker-'))
    await start({}, stateDir)
    const { say, sessionId, turnId } = await direct(PROMPT)
    say({ t: 'token', d: MUSING })
    await expect.poll(() => pointsIn(worker.lines).map(({ index }) => index)).toEqual(['first_token'])
    const [first] = pointsIn(worker.lines)
    const closed = Date.now()
    await worker.close()

    await start({}, stateDir)
    say({ t: 'token', d: MUSING })
    say({ t: 'done', end: 'interrupted' })
    await fetch(`${worker.url}/api/sessions/${sessionId}`)
    const over = await lineWith(worker, { event: 'turn_over', turn: turnId })
    expect(over).toMatchObject({ end: 'interrupted', firstTokenMs: first?.doubles[0] })
    // It began in the first Worker's life.
    expect(Date.parse(over.at) - Number(over.ms)).toBeLessThanOrEqual(closed)
    expect(await pointsUpTo(turnId)).toMatchObject([{ index: 'turn', doubles: [over.ms, 0] }])
    rmSync(stateDir, { recursive: true })
  })
})

it('keeps what a broken neighbour says of our secrets to itself', async () => {
  const app = new Hono().all('*', (c) => c.text(`I got ${c.req.header('authorization')}`, 400))
  const { promise, resolve } = Promise.withResolvers<number>()
  const echo = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
  await start({ AGENT_HOST_URL: `http://127.0.0.1:${await promise}` })
  const { id } = SessionSummary.parse(await (await post(`${worker.url}/api/sessions`, {})).json())
  await post(`${worker.url}/api/sessions/${id}/turns`, { prompt: PROMPT })
  const lost = await lineWith(worker, { event: 'director_lost' })
  expect(lost).toMatchObject({
    session: id,
    error: { name: 'AgentHostError', message: expect.stringContaining('I got') },
  })
  expect(await lineWith(worker, { event: 'turn_over' })).toMatchObject({ session: id, end: 'lost' })
  expect(worker.lines.join('\n')).not.toContain(host.token)
  echo.close()
})

it('tells what D1 refuses without the words in it', async () => {
  await start()
  await (await worker.database()).prepare('DROP TABLE sessions').run()
  const turn = await direct(PROMPT)
  expect(await lineWith(worker, { event: 'projection_failed' })).toMatchObject({
    level: 'warn',
    session: turn.sessionId,
  })
  const answer = await fetch(`${worker.url}/api/sessions?q=${encodeURIComponent(PROMPT)}`)
  expect(answer.status).toBe(500)
  expect(await lineWith(worker, { event: 'request_failed' })).toMatchObject({
    level: 'error',
    route: '/api/sessions',
    error: { name: 'Error', stack: expect.stringContaining('at ') },
  })
  turn.say({ t: 'done', end: 'completed' })
  await lineWith(worker, { event: 'turn_over' })
  for (const words of WORDS) expect(worker.lines.join('\n')).not.toContain(words)
})

describe('a request', () => {
  it('has one line, with its route, the ids in it, and where it can be found again', async () => {
    await start()
    const turn = await direct(PROMPT)
    const { sessionId: session } = turn
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const headers = { 'cf-ray': '8f2a1b3c4d5e6f70-FRA', traceparent: `00-${trace}-b7ad6b7169203331-01` }
    await fetch(`${worker.url}/api/sessions/${session}`, { headers })
    const found = { event: 'request', route: '/api/sessions/:id' }
    expect(await lineWith(worker, found)).toEqual({
      at: expect.any(String),
      level: 'info',
      event: 'request',
      method: 'GET',
      route: '/api/sessions/:id',
      status: 200,
      ms: expect.any(Number),
      session,
      ray: headers['cf-ray'],
      trace,
    })
    const job = `job_${session}`
    await turn.gateway(`/jobs/${job}`)
    const inner = await lineWith(worker, { event: 'request', route: '/gateway/jobs/:id' })
    expect(inner).toMatchObject({ session, id: job, status: 404, level: 'info' })
    turn.say({ t: 'done', end: 'completed' })
    await lineWith(worker, { event: 'turn_over' })

    host.script = async (_, say) => say({ t: 'done', end: 'completed' })
    await (await post(`${worker.url}/api/generate`, { prompt: PROMPT })).text()
    const made = await lineWith(worker, { event: 'request', route: '/api/generate' })
    expect(
      logLines(worker)
        .filter(is('turn_over'))
        .map((line) => line.session),
    ).toContain(made.session)
    // Made, looked at, spoken to, asked for a job, and made while speaking: nothing has two lines.
    expect(logLines(worker).filter(is('request'))).toHaveLength(5)
  })

  it('has none for the page and for health, and nothing in it that only somebody made up', async () => {
    await start()
    for (const path of ['/', '/api/health', '/api/sessions/%3Cscript%3E', '/api/nothing/here']) {
      await fetch(worker.url + path, { headers: { 'cf-ray': 'not a ray', traceparent: 'nor a trace' } })
    }
    const nowhere = await lineWith(worker, { event: 'request', route: '/api/*' })
    expect(nowhere).toMatchObject({ status: 404 })
    const lines = logLines(worker).filter(is('request'))
    expect(lines.map(({ route }) => route)).toEqual(['/api/sessions/:id', '/api/*'])
    expect(JSON.stringify(lines)).not.toMatch(/script|here|ray|trace|session"/)
  })
})
