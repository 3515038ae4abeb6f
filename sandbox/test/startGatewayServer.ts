import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import {
  Asset,
  AssetId,
  Checkpoint,
  ContentType,
  EndStage,
  FileParams,
  FRAME_LIMITS,
  inputsOf,
  isStale,
  Job,
  JobRequest,
  newId,
  PREVIEW,
  type Problem,
  ProposePlan,
  type Role,
  SetActive,
  SetStops,
  ShootState,
  Slot,
  type Stage,
  type Stops,
  slotName,
  stageOfSlot,
  Thumbhash,
} from '@fashion-shoot/protocol'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import sharp from 'sharp'
import { z } from 'zod'
import { readImage } from '../../demo/src/cinematographer/readImage.ts'

export type Made = { bytes: Uint8Array<ArrayBuffer>; contentType: ContentType; durationSeconds?: number }

type Behaviour = {
  token: string
  sessionId: string
  /** Makes what a job asks for. Throws to let the job fail, with the error's `code` if it has one. */
  make(request: JobRequest): Promise<Made>
  /** Origin of a Messages API, for calls under `/model`. */
  modelUrl?: string
  /** Sees what is sent there. */
  onModelRequest?(body: string): void
}

/** USD that any job costs */
const JOB_USD = 0.15
const TURN_ID = newId('turn')
const MODELS = { image: 'nano-banana-pro', clip: 'kling-v2-6', try_on: 'fashn-tryon' } as const

/**
 * The outside as the container sees it: a gateway in memory that answers as protocol/src/gateway.ts says and accepts nothing
 * else. `shoot` shows what it holds; `failNext` makes the next calls of a path fail, by default as when the Session object is reset.
 */
export async function startGatewayServer({ token, sessionId, make, modelUrl, onModelRequest }: Behaviour) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  /** Copies of frames for the clip service, by the frame's id. */
  const fits = new Map<string, Uint8Array<ArrayBuffer>>()
  /** Small pictures, by the asset's id. */
  const previews = new Map<string, Uint8Array<ArrayBuffer>>()
  const assets = new Map<string, Asset>()
  const references: string[] = []
  const slots = new Map<Slot, { active: string; versions: string[] }>()
  const jobs = new Map<string, { request: JobRequest; job: Job; over: Promise<void> }>()
  const checkpoints: Checkpoint[] = []
  const seen: string[] = []
  const transcript: { writer: string | null; batch: number; lines: string[] } = { writer: null, batch: 0, lines: [] }
  let stops: Stops = 'every_stage'
  /** What the person makes of the orders of a plan; null while they have not approved one. */
  let approve: ((request: JobRequest) => JobRequest) | null = null
  let budgetUsd = 10
  let broken: { path: RegExp; times: number; status: number; code: string } | null = null

  function state(): ShootState {
    const view = {
      assets: Object.fromEntries(assets),
      slots: Object.fromEntries(
        [...slots].map(([slot, { active, versions }]) => [slot, { activeId: active, versions }]),
      ),
    }
    return ShootState.parse({
      title: 'Test',
      stops,
      references: references.map((id) => assets.get(id)),
      slots: [...slots].map(([slot, { active, versions }]) => {
        const asset = Asset.parse(assets.get(active))
        return { slot, active: asset, versions: versions.map((id) => assets.get(id)), stale: isStale(view, asset) }
      }),
      checkpoints,
      jobs: [...jobs.values()].map(({ job }) => job),
      imageModel: 'nano-banana-pro',
      clipModel: 'kling-v2-6',
      resolution: [...jobs.values()].reduce(
        (last, { request }) => (request.kind === 'image' ? request.resolution : last),
        '2K',
      ),
      spentUsd: jobs.size * JOB_USD,
      budgetUsd,
    })
  }

  async function addAsset(slot: Slot | null, role: Role | null, made: Made, more: Partial<Asset>): Promise<Asset> {
    const known = slot === null ? undefined : slots.get(slot)
    const picture = made.contentType !== 'video/mp4'
    const size = picture ? await sharp(made.bytes).metadata() : { width: more.width, height: more.height }
    const asset = Asset.parse({
      id: newId(slot === null ? 'up' : 'out'),
      sessionId,
      slot,
      version: (known?.versions.length ?? 0) + 1,
      role,
      fileName: `${slot ?? role ?? 'photo'}.${made.contentType.split('/')[1]}`,
      contentType: made.contentType,
      bytes: made.bytes.length,
      sha256: createHash('sha256').update(made.bytes).digest('hex'),
      durationSeconds: made.durationSeconds ?? null,
      madeFrom: [],
      jobId: null,
      createdAt: new Date().toISOString(),
      ...more,
      width: size.width,
      height: size.height,
    })
    assets.set(asset.id, asset)
    files.set(asset.id, made.bytes)
    if (slot === null) references.push(asset.id)
    else slots.set(slot, { active: asset.id, versions: [...(known?.versions ?? []), asset.id] })
    return asset
  }

  async function takeFrame(id: string): Promise<void> {
    const bytes = fits.get(id) ?? files.get(id) ?? new Uint8Array()
    await readImage('image', Buffer.from(bytes).toString('base64'), fetch)
  }

  async function work(entry: { request: JobRequest; job: Job }): Promise<void> {
    const { request, job } = entry
    try {
      // As the clip service does before it begins.
      if (request.kind === 'clip') await Promise.all(inputsOf(request).map(takeFrame))
      const made = await make(request)
      const madeFrom = inputsOf(request)
      const first = assets.get(madeFrom[0] ?? '')
      const size = request.kind === 'clip' ? { width: first?.width ?? 0, height: first?.height ?? 0 } : {}
      const asset = await addAsset(request.slot, null, made, { madeFrom, jobId: job.id, ...size })
      entry.job = { ...job, state: 'stored', assetId: asset.id }
    } catch (error) {
      const failure = {
        code: error instanceof Error && 'code' in error ? String(error.code) : 'content_refused',
        message: error instanceof Error ? error.message : String(error),
        hint: 'Use other words.',
        retryable: false,
        charged: 'no',
      } as const
      entry.job = { ...job, state: 'failed', failure }
    }
  }

  const app = new Hono()
    .use(async (c, next) => {
      seen.push(`${c.req.method} ${c.req.path}`)
      if (broken !== null && broken.times > 0 && broken.path.test(c.req.path)) {
        broken.times -= 1
        return refuse(broken.status, broken.code, 'Something went wrong on our side.', 'Nothing was lost. Try again.')
      }
      if (c.req.header('authorization') !== `Bearer ${token}`) return refuse(401, 'unauthorized', 'Wrong token.')
      await next()
    })
    .all('/model/*', async (c) => {
      const { pathname, search } = new URL(c.req.url)
      const headers = new Headers(c.req.raw.headers)
      headers.delete('authorization')
      headers.set('x-api-key', 'provider-key')
      const body = await c.req.arrayBuffer()
      onModelRequest?.(new TextDecoder().decode(body))
      return fetch(`${modelUrl}${pathname.replace('/model', '')}${search}`, { method: c.req.method, headers, body })
    })
    .get('/shoot', (c) => c.json(state()))
    .post('/jobs', async (c) => {
      const request = await body(c, JobRequest)
      if (request === null) return refuse(400, 'invalid_request', 'This is no job.')
      const inputs = inputsOf(request)
      if (!inputs.every((id) => assets.has(id))) return refuse(404, 'unknown_asset', 'An input is not of this shoot.')
      const known = [...jobs.values()].find((entry) => JSON.stringify(entry.request) === JSON.stringify(request))
      if (known !== undefined) return c.json(known.job, 202)
      if ((jobs.size + 1) * JOB_USD > budgetUsd) {
        const words = `The ${slotName(request.slot)} would take this shoot over its budget.`
        return refuse(402, 'over_budget', words, 'Raise the budget and say “try again”.')
      }
      const job = Job.parse({
        id: newId('job'),
        turnId: TURN_ID,
        slot: request.slot,
        provider: request.kind === 'clip' ? 'kling' : 'fal',
        model: MODELS[request.kind],
        state: 'submitted',
        priceUsd: JOB_USD,
        billedUsd: null,
        assetId: null,
        failure: null,
      })
      const entry = { request, job, over: Promise.resolve() }
      entry.over = work(entry)
      jobs.set(job.id, entry)
      return c.json(job, 202)
    })
    .get('/jobs/:id', async (c) => {
      const entry = jobs.get(c.req.param('id'))
      const waitMs = Number(c.req.query('waitMs'))
      if (entry === undefined) return refuse(404, 'unknown_job', 'There is no such job.')
      if (!(waitMs >= 0 && waitMs <= 25_000)) return refuse(400, 'invalid_request', 'waitMs is wrong.')
      await entry.over
      return c.json(entry.job)
    })
    .put('/files/:slot', async (c) => {
      const slot = Slot.safeParse(c.req.param('slot')).data
      const params = FileParams.safeParse(c.req.query()).data
      const contentType = ContentType.safeParse(c.req.header('content-type')).data
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (slot === undefined || params === undefined || contentType === undefined)
        return refuse(400, 'invalid_request', 'The file is not described.')
      if (c.req.header('content-length') !== String(bytes.length) || c.req.header('x-content-sha256') !== sha256)
        return refuse(422, 'storage_refused', 'The file did not arrive whole.')
      const active = assets.get(slots.get(slot)?.active ?? '')
      if (active?.sha256 === sha256 && active.madeFrom.join() === params.madeFrom.join()) return c.json(active, 201)
      const made = { bytes, contentType, ...(params.durationSeconds && { durationSeconds: params.durationSeconds }) }
      const { madeFrom, width, height, thumbhash = null } = params
      const asset = await addAsset(slot, null, made, { madeFrom, width, height, thumbhash })
      if (asset.width !== width || asset.height !== height) return refuse(422, 'invalid_request', 'The size is wrong.')
      return c.json(asset, 201)
    })
    .get('/files/:id', (c) => {
      const id = AssetId.safeParse(c.req.param('id')).data
      const bytes = files.get(id ?? '')
      return bytes === undefined ? refuse(404, 'unknown_asset', 'There is no such file.') : c.body(bytes)
    })
    .put('/fits/:id', async (c) => {
      const slot = assets.get(c.req.param('id'))?.slot
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      if (!slot?.startsWith('frame_')) return refuse(404, 'unknown_asset', 'There is no such frame.')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (c.req.header('content-type') !== 'image/jpeg' || bytes.length > FRAME_LIMITS.bytes)
        return refuse(400, 'invalid_request', 'This fits nobody.')
      if (c.req.header('content-length') !== String(bytes.length) || c.req.header('x-content-sha256') !== sha256)
        return refuse(422, 'storage_refused', 'The file did not arrive whole.')
      fits.set(c.req.param('id'), bytes)
      return c.body(null, 204)
    })
    .put('/previews/:id', async (c) => {
      const asset = assets.get(c.req.param('id'))
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const thumbhash = Thumbhash.safeParse(c.req.header('x-thumbhash')).data
      if (asset === undefined) return refuse(404, 'unknown_asset', 'There is no such file.')
      if (c.req.header('content-type') !== 'image/webp' || bytes.length > PREVIEW.bytes || thumbhash === undefined)
        return refuse(400, 'invalid_request', 'This is no preview.')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (c.req.header('content-length') !== String(bytes.length) || c.req.header('x-content-sha256') !== sha256)
        return refuse(422, 'storage_refused', 'The file did not arrive whole.')
      previews.set(asset.id, bytes)
      assets.set(asset.id, { ...asset, thumbhash, hasPreview: true })
      return c.body(null, 204)
    })
    .post('/plans', async (c) => {
      const requests = (await body(c, ProposePlan))?.requests
      if (requests === undefined) return refuse(400, 'invalid_request', 'This is no plan.')
      if (stops !== 'before_paid') return c.json({ state: 'approved', requests })
      if (approve !== null) return c.json({ state: 'approved', requests: requests.map(approve) })
      const orders = requests.map((request) => ({
        request,
        model: MODELS[request.kind],
        priceUsd: JOB_USD,
        variants: [],
      }))
      const plan = { orders, totalUsd: orders.length * JOB_USD, approvedIn: null }
      const checkpoint = { ...newCheckpoint(stageOfSlot(requests[0]?.slot ?? 'hero'), stops), plan }
      checkpoints.push(checkpoint)
      return c.json({ state: 'waits', checkpoint })
    })
    .post('/checkpoints', async (c) => {
      const stage = (await body(c, EndStage))?.stage
      if (stage === undefined) return refuse(400, 'invalid_request', 'This is no stage.')
      const checkpoint = newCheckpoint(stage, stops)
      checkpoints.push(checkpoint)
      return c.json({ checkpoint, endTurn: stops !== 'never' })
    })
    .post('/active', async (c) => {
      const wanted = await body(c, SetActive)
      const entry = wanted && slots.get(wanted.slot)
      const id = entry?.versions[(wanted?.version ?? 0) - 1]
      if (!wanted || !entry || id === undefined)
        return refuse(404, 'unknown_version', 'There is no such version.', 'get_shoot says which there are.')
      slots.set(wanted.slot, { ...entry, active: id })
      return c.json(state())
    })
    .post('/stops', async (c) => {
      const wanted = await body(c, SetStops)
      if (wanted === null) return refuse(400, 'invalid_request', 'These are no stops.')
      stops = wanted.stops
      return c.json(state())
    })
    .get('/transcript', (c) => {
      Object.assign(transcript, { writer: c.req.query('writer'), batch: 0 })
      return c.text(transcript.lines.map((line) => `${line}\n`).join(''))
    })
    .post('/transcript', async (c) => {
      if (c.req.query('writer') !== transcript.writer) return refuse(409, 'transcript_replaced', 'Another one writes.')
      const batch = Number(c.req.query('batch'))
      if (batch > transcript.batch + 1) return refuse(400, 'invalid_request', 'The batch before this one is missing.')
      if (batch > transcript.batch) {
        transcript.batch = batch
        transcript.lines.push(...(await c.req.text()).split('\n').filter((line) => line !== ''))
      }
      return c.body(null, 204)
    })
    .delete('/transcript', (c) => {
      transcript.lines = []
      return c.body(null, 204)
    })
    .notFound(() => refuse(404, 'unknown_path', 'The gateway has no such call.'))

  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shoot: state,
    /** Requests so far, `METHOD path`. */
    seen,
    /** The conversation, a line of JSON for each entry. */
    transcript,
    /** What the clip service gets instead of a frame, by the frame's id. */
    fits,
    /** Small pictures of the shoot's files, by the asset's id. */
    previews,
    /** What each job was asked for. */
    jobRequests: () => [...jobs.values()].map(({ request }) => request),
    // What is here from the beginning has its preview, unless the test is about that: to make them takes longer than most tests.
    addReference: (role: Role, made: Made, fileName: string, more: Partial<Asset> = {}) =>
      addAsset(null, role, made, { fileName, hasPreview: true, ...more }),
    addOutput: (slot: Slot, made: Made, more: Partial<Asset> = {}) =>
      addAsset(slot, null, made, { hasPreview: true, ...more }),
    setBudget: (usd: number) => {
      budgetUsd = usd
    },
    /** From now on plans are approved, with these changes. */
    approvePlans: (changes: (request: JobRequest) => JobRequest) => {
      approve = changes
    },
    failNext: (path: RegExp, times: number, { status, code } = { status: 500, code: 'internal' }) => {
      broken = { path, times, status, code }
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

export type GatewayServer = Awaited<ReturnType<typeof startGatewayServer>>

function newCheckpoint(stage: Stage, stops: Stops): Checkpoint {
  return Checkpoint.parse({
    id: newId('cp'),
    stage,
    state: stops === 'never' ? 'approved' : 'pending',
    turnId: TURN_ID,
    assetIds: [],
    note: null,
    createdAt: new Date().toISOString(),
    decidedAt: null,
  })
}

async function body<T>(c: Context, schema: z.core.$ZodType<T>): Promise<T | null> {
  return z.safeParse(schema, await c.req.json().catch(() => null)).data ?? null
}

function refuse(status: number, code: string, detail: string, hint = 'Ask for something else.'): Response {
  const problem: Problem = { type: 'about:blank', title: code, status, code, detail, hint }
  return new Response(JSON.stringify(problem), { status, headers: { 'content-type': 'application/problem+json' } })
}
