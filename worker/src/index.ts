/** @module The Worker: every route of the API, the container's gateway, and the static files of the page. */
import { Hono } from 'hono'
import { localOnly, refuseForeignHosts } from './access/localOnly.ts'
import { logIn, logOut, showLogin } from './access/login.ts'
import { operatorOnly } from './access/operatorOnly.ts'
import { requireIdentity } from './access/requireIdentity.ts'
import { answerError, answerUnknown } from './answerError.ts'
import type { Env } from './env.ts'
import { gateway } from './gateway/gateway.ts'
import { activateVersion } from './handlers/activateVersion.ts'
import { archive } from './handlers/archive.ts'
import { builtFile } from './handlers/builtFile.ts'
import { cancelTurn } from './handlers/cancelTurn.ts'
import { createSession } from './handlers/createSession.ts'
import { decideCheckpoint } from './handlers/decideCheckpoint.ts'
import { deleteSession } from './handlers/deleteSession.ts'
import { duplicateSession } from './handlers/duplicateSession.ts'
import { estimate } from './handlers/estimate.ts'
import { generate } from './handlers/generate.ts'
import { health } from './handlers/health.ts'
import { listSessions } from './handlers/listSessions.ts'
import { me } from './handlers/me.ts'
import { media } from './handlers/media.ts'
import { openApi } from './handlers/openApi.ts'
import { patchSession } from './handlers/patchSession.ts'
import { readSession } from './handlers/readSession.ts'
import { readSpend } from './handlers/readSpend.ts'
import { rebuildDatabase } from './handlers/rebuildDatabase.ts'
import { startTurn } from './handlers/startTurn.ts'
import { streamEvents } from './handlers/streamEvents.ts'
import { upload } from './handlers/upload.ts'
import { falHook } from './hooks/falHook.ts'
import { housekeep } from './housekeeping/housekeep.ts'
import type { OwnedApp } from './http.ts'
import { refuseForeignPages } from './refuseForeignPages.ts'
import { logRequests } from './telemetry/logRequests.ts'

export { ContainerProxy } from '@cloudflare/sandbox'
export { Dispatcher } from './dispatch/Dispatcher.ts'
export { Sandbox } from './sandbox/Sandbox.ts'
export { Session } from './session/Session.ts'

const app = new Hono<OwnedApp>()
  .on('ALL', ['/api/*', '/login', '/logout'], logRequests())
  // Comes from outside, also to a machine that else answers to itself alone.
  .post('/api/hooks/fal/:session/:job', ...falHook)
  .use(refuseForeignHosts, refuseForeignPages)
  .get('/api/health', ...health)
  .get('/login', ...showLogin)
  .post('/login', ...logIn)
  .post('/logout', ...logOut)
  .use('/gateway/*', localOnly)
  .route('/gateway', gateway)
  // All that follows is for those alone who can be made out.
  .use(requireIdentity)
  .get('/api/openapi.json', ...openApi)
  .get('/api/me', ...me)
  .post('/api/generate', ...generate)
  .post('/api/upload', ...upload)
  .get('/api/estimate', ...estimate)
  .get('/api/sessions', ...listSessions)
  .post('/api/sessions', ...createSession)
  .get('/api/sessions/:id', ...readSession)
  .patch('/api/sessions/:id', ...patchSession)
  .delete('/api/sessions/:id', ...deleteSession)
  .post('/api/sessions/:id/duplicate', ...duplicateSession)
  .post('/api/sessions/:id/turns', ...startTurn)
  .post('/api/sessions/:id/cancel', ...cancelTurn)
  .get('/api/sessions/:id/spend', ...readSpend)
  .get('/api/sessions/:id/archive.zip', ...archive)
  .get('/api/sessions/:id/events', ...streamEvents)
  .post('/api/sessions/:id/checkpoints/:checkpoint', ...decideCheckpoint)
  .post('/api/sessions/:id/slots/:slot/active', ...activateVersion)
  .get('/api/media/:asset', ...media)
  .use('/api/admin/*', operatorOnly)
  .post('/api/admin/rebuild', ...rebuildDatabase)
  .all('/api/*', answerUnknown)
  .get('/assets/*', ...builtFile)
  .get('*', (c) => c.env.ASSETS.fetch(c.req.raw))
  .notFound(answerUnknown)
  .onError(answerError)

// Called each night (`triggers` in wrangler.jsonc), in local mode by the Worker's own process.
const scheduled: ExportedHandlerScheduledHandler<Env> = ({ scheduledTime }, env) => housekeep(env, scheduledTime)

export default Object.assign(app, { scheduled })
