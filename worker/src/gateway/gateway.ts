import {
  AssetId,
  assetKey,
  EndStage,
  FileParams,
  JobRequest,
  ProposePlan,
  SetActive,
  SetStops,
  Slot,
  TranscriptBatch,
  TranscriptWriter,
} from '@fashion-shoot/protocol'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { answerError, answerUnknown } from '../answerError.ts'
import { sessionStub, valid } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { logRequests } from '../telemetry/logRequests.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { receiveFile } from './receiveFile.ts'
import { receiveFit } from './receiveFit.ts'
import { receivePreview } from './receivePreview.ts'
import { relayModel } from './relayModel.ts'

const LONGEST_WAIT_MS = 25_000
/** What a call of the Session object may carry is 32 MiB. */
const MOST_BATCH_BYTES = 24 * 1024 * 1024

/** Reads the container's token, which names its session; the Session object itself checks it with each call. */
const withSession = createMiddleware<GatewayApp>(async (c, next) => {
  const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''
  const [sessionId = ''] = token.split('.')
  if (!z.uuid().safeParse(sessionId).success) throw new ProblemError('unauthorized')
  c.set('token', token)
  c.set('session', sessionStub(c.env, sessionId))
  c.set('sessionId', sessionId)
  await next()
})

/** The Worker's inner door: all that a container may ask of the outside. The contract is protocol/src/gateway.ts. */
export const gateway = new Hono<GatewayApp>()
  .use(logRequests('/gateway'))
  .use(withSession)
  .all('/model/*', relayModel)
  .get('/shoot', async (c) => c.json(await c.var.session.state(c.var.token)))
  .post('/jobs', valid('json', JobRequest), async (c) =>
    c.json(await c.var.session.beginJob(c.var.token, c.req.valid('json')), 202),
  )
  .get(
    '/jobs/:id',
    valid('query', z.object({ waitMs: z.coerce.number().min(0).max(LONGEST_WAIT_MS).default(0) })),
    async (c) => c.json(await c.var.session.job(c.var.token, c.req.param('id'), c.req.valid('query').waitMs)),
  )
  .put('/files/:slot', valid('param', z.object({ slot: Slot })), valid('query', FileParams), async (c) =>
    c.json(await receiveFile(c, c.req.valid('param').slot, c.req.valid('query')), 201),
  )
  .get('/files/:asset', valid('param', z.object({ asset: AssetId })), async (c) => {
    const asset = await c.var.session.asset(c.var.token, c.req.valid('param').asset)
    const object = await c.env.STORAGE.get(assetKey(asset.id))
    if (object === null) throw new ProblemError('unknown_asset')
    return new Response(object.body, {
      headers: { 'content-type': asset.contentType, 'content-length': String(object.size) },
    })
  })
  .put('/fits/:asset', valid('param', z.object({ asset: AssetId })), async (c) => {
    await receiveFit(c, c.req.valid('param').asset)
    return c.body(null, 204)
  })
  .put('/previews/:asset', valid('param', z.object({ asset: AssetId })), async (c) => {
    await receivePreview(c, c.req.valid('param').asset)
    return c.body(null, 204)
  })
  .post('/plans', valid('json', ProposePlan), async (c) =>
    c.json(await c.var.session.propose(c.var.token, c.req.valid('json').requests)),
  )
  .post('/checkpoints', valid('json', EndStage), async (c) =>
    c.json(await c.var.session.endStage(c.var.token, c.req.valid('json').stage)),
  )
  .post('/active', valid('json', SetActive), async (c) => {
    const { slot, version } = c.req.valid('json')
    return c.json(await c.var.session.setActive(c.var.token, slot, version))
  })
  .post('/stops', valid('json', SetStops), async (c) =>
    c.json(await c.var.session.setStops(c.var.token, c.req.valid('json').stops)),
  )
  .get('/transcript', valid('query', TranscriptWriter), async (c) => {
    const entries = await c.var.session.openTranscript(c.var.token, c.req.valid('query').writer)
    return new Response(entries.body, { headers: { 'content-type': 'application/x-ndjson' } })
  })
  .post('/transcript', valid('query', TranscriptBatch), async (c) => {
    const { writer, batch } = c.req.valid('query')
    const lines = await c.req.text()
    const isTooLarge = Number(c.req.header('content-length')) > MOST_BATCH_BYTES
    await c.var.session.appendTranscript(c.var.token, writer, batch, isTooLarge ? null : lines)
    return c.body(null, 204)
  })
  .delete('/transcript', valid('query', TranscriptWriter), async (c) => {
    await c.var.session.forgetTranscript(c.var.token, c.req.valid('query').writer)
    return c.body(null, 204)
  })
  // A container calls it without the rest of the Worker around it.
  .notFound(answerUnknown)
  .onError(answerError)
