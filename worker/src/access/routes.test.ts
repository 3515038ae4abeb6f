import { Problem, UploadAnswer } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo, readEvents } from '../../test/client.ts'
import { type Caller, makeToken } from '../../test/makeToken.ts'
import { type Route, readRoutes } from '../../test/readRoutes.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

/** The addresses that answer anybody: whether it works, and how one signs in and out. */
const OPEN = ['GET /api/health', 'GET /login', 'POST /login', 'POST /logout']

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** A good request to each address that names a thing, which to all but its owner is not there. */
const NAMING: Record<string, RequestInit> = {
  'GET /api/sessions/:id': {},
  'PATCH /api/sessions/:id': json('PATCH', { title: 'Mine now' }),
  'POST /api/sessions/:id/turns': json('POST', { prompt: 'go' }),
  'POST /api/sessions/:id/cancel': json('POST', {}),
  'GET /api/sessions/:id/events': {},
  'GET /api/sessions/:id/spend': {},
  'GET /api/sessions/:id/archive.zip': {},
  'POST /api/sessions/:id/duplicate': json('POST', {}),
  'POST /api/sessions/:id/checkpoints/:checkpoint': json('POST', { decision: 'approve' }),
  'POST /api/sessions/:id/slots/:slot/active': json('POST', { version: 1 }),
  'GET /api/media/:asset': {},
  'DELETE /api/sessions/:id': { method: 'DELETE' },
}

let routes: Route[]
let host: ScriptedHost
let worker: RunningWorker
let stylist: Caller
let editor: Caller
/** The stylist's. */
let sessionId: string
let upload: string

beforeAll(async () => {
  host = await startScriptedHost()
  ;[routes, worker] = await Promise.all([
    readRoutes(),
    startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token, LOOPBACK: '' }),
  ])
  stylist = await makeToken(worker, 'stylist')
  editor = await makeToken(worker, 'editor')
  upload = await uploadAs(stylist)
  const started = await stylist.post('/api/generate', { prompt: 'City at dusk', references: [upload] })
  const first = (await readEvents(started)).find(({ event }) => event.type === 'session_init')?.event
  sessionId = first?.type === 'session_init' ? first.sessionId : ''
})
afterAll(async () => {
  await worker.close()
  await host.close()
})

async function uploadAs(caller: Caller): Promise<string> {
  const body = new FormData()
  body.append('files', new File([new Uint8Array(await photo(300, 400))], 'a.png'))
  const answer = await caller.fetch('/api/upload', { method: 'POST', body })
  return UploadAnswer.parse(await answer.json()).assets[0]?.id ?? ''
}

const fill = (path: string) =>
  path
    .replace(':id', sessionId)
    .replace(':checkpoint', 'cp_7e57d004-2b97-4e7a-b45f-5387367791cd')
    .replace(':slot', 'hero')
    .replace(':asset', upload)
    .replace('*', 'anything')

/** What is not there at all in a deployment, or without a `PUBLIC_URL`. */
const isHidden = (path: string) => path.startsWith('/gateway') || path.startsWith('/api/hooks')

const problem = async (response: Response) => Problem.parse(await response.json())

describe('to somebody who cannot be made out', () => {
  const strangers: [string, Record<string, string>][] = [
    ['nobody', {}],
    ['a wrong token', { authorization: `Bearer fsa_${'x'.repeat(43)}` }],
    ['no token at all', { authorization: 'Bearer anything' }],
    ['a wrong cookie', { cookie: `__Host-fashion-shoot-token=fsa_${'x'.repeat(43)}` }],
    ['another scheme', { authorization: `Basic ${btoa('stylist:stylist')}` }],
    [
      'an assertion of Access, where there is none',
      { 'cf-access-jwt-assertion': 'e30.e30.', cookie: 'CF_Authorization=e30.e30.' },
    ],
  ]

  it.each(strangers)('no address is open (%s)', async (_, headers) => {
    const asked = new Set(
      routes.flatMap(({ method, path }) =>
        (method === 'ALL' ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] : [method]).map(
          (one) => `${one} ${path}`,
        ),
      ),
    )
    const closed = [...asked].filter((route) => !OPEN.includes(route.replace('HEAD', 'GET')))
    expect(closed.length).toBeGreaterThan(30)
    for (const route of closed) {
      const [method = '', path = ''] = route.split(' ')
      const response = await fetch(worker.url + fill(path), { method, headers })
      const expected = isHidden(path) ? 404 : 401
      expect([route, response.status]).toEqual([route, expected])
      if (method === 'HEAD') continue
      const { code, hint } = await problem(response)
      expect([route, code]).toEqual([route, expected === 404 ? 'unknown_address' : 'sign_in_required'])
      expect(hint).not.toBe('')
    }
  })

  it('nothing is changed by what was refused', async () => {
    expect((await stylist.fetch(`/api/sessions/${sessionId}`)).status).toBe(200)
  })
})

describe('to somebody else', () => {
  it('every address that names a thing is known to this test', () => {
    const naming = routes.filter(({ path }) => path.includes(':') && !isHidden(path))
    expect(new Set(naming.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(Object.keys(NAMING)))
  })

  it.each(Object.entries(NAMING))('%s answers that it is not there, and is there to its owner', async (route, init) => {
    const [, path = ''] = route.split(' ')
    const code = path.includes(':asset') ? 'unknown_asset' : 'unknown_session'
    const refused = await editor.fetch(fill(path), init)
    expect(await problem(refused)).toMatchObject({ status: 404, code })
    const taken = await stylist.fetch(fill(path), { ...init, signal: AbortSignal.timeout(10_000) })
    expect(taken.ok ? '' : (await problem(taken)).code).not.toBe(code)
    await taken.body?.cancel().catch(() => {})
  })
})
