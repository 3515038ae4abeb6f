import { Asset, SessionSummary, StageEnded, UploadAnswer } from '@fashion-shoot/protocol'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, expect, it } from 'vitest'
import { photo, post, upload } from '../../test/client.ts'
import { readRoutes } from '../../test/readRoutes.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

type Document = {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, object> }> }>>
}

const { worker, host, api, openTurn, close } = await startScriptedWorker()
afterAll(close)

const text = await (await fetch(`${api}/openapi.json`)).text()
const document: Document = JSON.parse(text)
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
)
const schemas = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api')

/** What is wrong with an answer, by the document: its status, its type, or its body. */
async function wrongWith(route: string, answer: Response): Promise<unknown> {
  const [method = '', path = ''] = route.split(' ')
  const { responses } = document.paths[path]?.[method.toLowerCase()] ?? { responses: {} }
  const status = responses[answer.status] === undefined ? 'default' : answer.status
  const type = answer.headers.get('content-type')?.replace(/;.*/, '')
  const types = Object.keys(responses[status]?.content ?? {})
  if (!types.some((one) => one === type || (one === 'image/*' && type?.startsWith('image/'))))
    return type === undefined && types.length === 0 && status !== 'default' ? null : `${answer.status} ${type}`
  if (type?.endsWith('json') !== true) {
    await answer.body?.cancel()
    return null
  }
  const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content', type, 'schema']
  const check = schemas.compile({ $ref: `api#/${place.map((part) => String(part).replaceAll('/', '~1')).join('/')}` })
  return check(await answer.json()) ? null : check.errors
}

it('is an OpenAPI document, of every call that there is', async () => {
  expect(await new Validator().validate(JSON.parse(text))).toMatchObject({ valid: true })
  const calls = (await readRoutes()).flatMap(({ method, path }) => {
    const isCall = method !== 'ALL' && path.startsWith('/api/') && !path.startsWith('/api/hooks/')
    return isCall ? [`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`] : []
  })
  expect(described.toSorted()).toEqual([...new Set(calls)].sort())
})

it('says of every call what is really answered', async () => {
  const picture = new Uint8Array(await photo(300, 400))
  const send = () => upload(worker.url, [{ bytes: picture, name: 'a.png', role: 'model' }])
  const { assets } = UploadAnswer.parse(await (await send()).json())
  const turn = await openTurn('City at dusk', undefined, [assets[0]?.id ?? ''])
  const { id: hero } = Asset.parse(await (await turn.put('hero', await photo(300, 200))).json())
  const { checkpoint } = StageEnded.parse(await (await turn.send('/checkpoints', { stage: 'hero' })).json())
  await turn.end()
  host.script = async (_, say) => say({ t: 'done', end: 'completed' })
  const shoot = `${api}/sessions/${turn.sessionId}`
  const { id: other } = SessionSummary.parse(await (await post(`${api}/sessions`, {})).json())
  const patch = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"title":"Dusk"}' }
  const calls: Record<string, () => Promise<Response>> = {
    'GET /api/health': () => fetch(`${api}/health`),
    'GET /api/openapi.json': () => fetch(`${api}/openapi.json`),
    'GET /api/me': () => fetch(`${api}/me`),
    'POST /api/upload': send,
    'GET /api/estimate': () => fetch(`${api}/estimate`),
    'GET /api/sessions': () => fetch(`${api}/sessions?limit=1`),
    'POST /api/sessions': () => post(`${api}/sessions`, { title: 'Dawn' }),
    'GET /api/sessions/{id}': () => fetch(shoot),
    'PATCH /api/sessions/{id}': () => fetch(shoot, patch),
    'POST /api/sessions/{id}/duplicate': () => post(`${shoot}/duplicate`, {}),
    'GET /api/sessions/{id}/spend': () => fetch(`${shoot}/spend`),
    'GET /api/sessions/{id}/archive.zip': () => fetch(`${shoot}/archive.zip`),
    'GET /api/sessions/{id}/events': () => fetch(`${shoot}/events`),
    'POST /api/sessions/{id}/slots/{slot}/active': () => post(`${shoot}/slots/hero/active`, { version: 1 }),
    'GET /api/media/{asset}': () => fetch(`${api}/media/${hero}`),
    'POST /api/sessions/{id}/checkpoints/{checkpoint}': () =>
      post(`${shoot}/checkpoints/${checkpoint.id}`, { decision: 'approve' }),
    'POST /api/generate': () => post(`${api}/generate`, { prompt: 'go' }),
    'POST /api/sessions/{id}/turns': () => {
      host.script = async () => undefined
      return post(`${api}/sessions/${other}/turns`, { prompt: 'go' })
    },
    'POST /api/sessions/{id}/cancel': () => post(`${api}/sessions/${other}/cancel`, {}),
    'POST /api/admin/rebuild': () => post(`${api}/admin/rebuild`, { cursor: null }),
    'DELETE /api/sessions/{id}': () => fetch(shoot, { method: 'DELETE' }),
  }
  expect(Object.keys(calls).sort()).toEqual(described.toSorted())
  for (const [route, call] of Object.entries(calls)) {
    const answer = await call()
    expect([route, answer.ok, await wrongWith(route, answer)]).toEqual([route, true, null])
  }
  const refused = await fetch(`${api}/sessions/${crypto.randomUUID()}`)
  expect([refused.status, await wrongWith('GET /api/sessions/{id}', refused)]).toEqual([404, null])
})
