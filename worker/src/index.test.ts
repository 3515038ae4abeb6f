import { Health, Problem, SessionList, UploadAnswer } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo, post, readEvents, upload, uploadOne, viewOf } from '../test/client.ts'
import { type ScriptedHost, startScriptedHost } from '../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../test/startWorker.ts'

const NOBODY = '7e57d004-2b97-4e7a-b45f-5387367791cd'
const NOTHING = `up_${NOBODY}`

let host: ScriptedHost
let worker: RunningWorker
let api: string

beforeAll(async () => {
  host = await startScriptedHost()
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
  api = `${worker.url}/api`
})
afterAll(async () => {
  await worker.close()
  await host.close()
})

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const answer = Problem.parse(await response.json())
  expect(answer.status).toBe(response.status)
  expect(answer.hint).not.toBe('')
  return answer
}

describe('health', () => {
  it('names every part and keeps every secret', async () => {
    const text = await (await fetch(`${api}/health`)).text()
    const health = Health.parse(JSON.parse(text))
    expect(health.parts.database.state).toBe('ok')
    expect(health.parts.storage.state).toBe('ok')
    expect(health.parts.sandbox.state).toBe('ok')
    expect(health.parts.images).toMatchObject({ state: 'unconfigured', mode: 'live' })
    expect(text).not.toContain(host.token)
  })
})

describe('upload', () => {
  it('keeps photos with their roles, sizes and hashes, and serves them', async () => {
    const [png, jpeg, webp] = await Promise.all([photo(300, 400), photo(500, 260, 'jpeg'), photo(256, 256, 'webp')])
    const response = await upload(worker.url, [
      { bytes: png, name: 'model.png', role: 'model' },
      { bytes: jpeg, name: 'jäcke “new”.jpg', role: 'garment' },
      { bytes: webp, name: 'x.webp', role: '' },
    ])
    expect(response.status).toBe(201)
    const { assets } = UploadAnswer.parse(await response.json())
    expect(assets).toMatchObject([
      { role: 'model', contentType: 'image/png', width: 300, height: 400, bytes: png.length, fileName: 'model.png' },
      { role: 'garment', contentType: 'image/jpeg', width: 500, height: 260, fileName: 'jäcke “new”.jpg' },
      { role: null, contentType: 'image/webp', width: 256, height: 256 },
    ])
    const file = await fetch(`${api}/media/${assets[0]?.id}`)
    expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true)
    const saved = await fetch(`${api}/media/${assets[1]?.id}?download`)
    expect(saved.headers.get('content-disposition')).toContain(encodeURIComponent('jäcke “new”.jpg'))
  })

  it.each([
    ['a text file named .png', async () => Buffer.from('Dear art director, '.repeat(50)), 415, 'unsupported_photo'],
    ['a 40-pixel photo', () => photo(40, 40), 422, 'photo_too_small'],
    [
      'a 60 MB photo',
      async () => Buffer.concat([await photo(300, 300), Buffer.alloc(60 * 1024 * 1024)]),
      413,
      'photo_too_large',
    ],
    ['a JPEG cut short', async () => (await photo(400, 400, 'jpeg')).subarray(0, 5000), 422, 'damaged_photo'],
    ['a JPEG with noise in its scan', () => damaged('jpeg'), 422, 'damaged_photo'],
    ['a PNG with a flipped byte', () => damaged('png'), 422, 'damaged_photo'],
    ['a WebP cut short', async () => (await photo(400, 400, 'webp')).subarray(0, 3000), 422, 'damaged_photo'],
    ['an empty file', async () => Buffer.alloc(0), 415, 'unsupported_photo'],
  ])('refuses %s in words that name it, and keeps none of the upload', async (_, bytes, status, code) => {
    const bucket = await worker.bucket()
    const before = (await bucket.list()).objects.length
    const good = { bytes: await photo(300, 300), name: 'good.png' }
    const answer = await problem(await upload(worker.url, [good, { bytes: await bytes(), name: 'bad.png' }]))
    expect(answer).toMatchObject({ status, code })
    expect(answer.detail).toContain('bad.png')
    expect((await bucket.list()).objects.length).toBe(before)
  })

  it('refuses an unknown role, no photo, and what is no form', async () => {
    const odd = [{ bytes: await photo(300, 300), name: 'a.png', role: 'boss' }]
    expect(await problem(await upload(worker.url, odd))).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(await problem(await upload(worker.url, []))).toMatchObject({ status: 400, code: 'no_photos' })
    expect(await problem(await post(`${api}/upload`, {}))).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

async function damaged(format: 'jpeg' | 'png'): Promise<Buffer> {
  const bytes = Buffer.from(await photo(400, 400, format))
  for (let at = 3000; at < 7000; at += 3) bytes[at] = (at * 89) & 0xff
  return bytes
}

describe('media', () => {
  it('answers ranges, revalidation and unknown files as HTTP has it', async () => {
    const id = await uploadOne(worker.url)
    const whole = Buffer.from(await (await fetch(`${api}/media/${id}`)).arrayBuffer())
    const part = await fetch(`${api}/media/${id}`, { headers: { range: 'bytes=10-19' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true)
    const tail = await fetch(`${api}/media/${id}`, { headers: { range: 'bytes=-5' } })
    expect(Buffer.from(await tail.arrayBuffer()).equals(whole.subarray(-5))).toBe(true)
    const etag = part.headers.get('etag') ?? ''
    expect((await fetch(`${api}/media/${id}`, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect(await problem(await fetch(`${api}/media/${NOTHING}`))).toMatchObject({ code: 'unknown_asset' })
    expect(await problem(await fetch(`${api}/media/..%2Fsecrets`))).toMatchObject({ code: 'unknown_asset' })
  })
})

describe('bad requests', () => {
  it.each([
    ['an empty prompt', '/generate', { prompt: '  \n ' }, 400, 'invalid_request'],
    ['no prompt', '/generate', {}, 400, 'invalid_request'],
    ['a prompt without end', '/generate', { prompt: 'a'.repeat(4001) }, 400, 'invalid_request'],
    ['an unknown session', '/generate', { prompt: 'street', sessionId: NOBODY }, 404, 'unknown_session'],
    [
      'a reference that is not ours',
      '/generate',
      { prompt: 'street', references: [NOTHING] },
      404,
      'unknown_reference',
    ],
    ['a turn in an unknown session', `/sessions/${NOBODY}/turns`, { prompt: 'go' }, 404, 'unknown_session'],
    ['a turn in what is no session', '/sessions/x/turns', { prompt: 'go' }, 404, 'unknown_session'],
    ['a cancel in an unknown session', `/sessions/${NOBODY}/cancel`, {}, 404, 'unknown_session'],
    [
      'a decision that is none',
      `/sessions/${NOBODY}/checkpoints/cp_1`,
      { decision: 'perhaps' },
      400,
      'invalid_request',
    ],
    [
      'a revision without words',
      `/sessions/${NOBODY}/checkpoints/cp_1`,
      { decision: 'revise' },
      400,
      'invalid_request',
    ],
    ['an unknown slot', `/sessions/${NOBODY}/slots/frame_7/active`, { version: 1 }, 400, 'invalid_request'],
    ['an unknown address', '/nowhere', {}, 404, 'unknown_address'],
  ])('answers %s with a problem', async (_, path, body, status, code) => {
    const turns = host.turns.length
    expect(await problem(await post(api + path, body))).toMatchObject({ status, code })
    expect(host.turns.length).toBe(turns)
  })

  it("refuses what another site sends in a visitor's name", async () => {
    const headers = { origin: 'https://elsewhere.example', 'content-type': 'text/plain' }
    const response = await fetch(`${api}/sessions`, { method: 'POST', headers, body: '{}' })
    expect(await problem(response)).toMatchObject({ status: 403, code: 'foreign_page' })
  })

  it('makes no object by looking for one', async () => {
    await fetch(`${api}/sessions/${NOBODY}`)
    await fetch(`${api}/sessions/${NOBODY}/events`)
    const tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    expect(await worker.queryObject(NOBODY, tables)).toEqual([])
  })

  it('answers what is no JSON', async () => {
    const response = await fetch(`${api}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(await problem(response)).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

describe('sessions', () => {
  it('are listed newest first with search and a cursor, renamed, archived, and deleted with their files', async () => {
    const reference = await uploadOne(worker.url)
    const titles = ['Alpha at dusk', 'Beta', 'Gamma at dusk']
    const ids: string[] = []
    for (const title of titles) {
      const events = await readEvents(await post(`${api}/generate`, { prompt: title, references: [reference] }))
      ids.push(viewOf(events).sessionId ?? '')
    }
    const list = async (query: string) => SessionList.parse(await (await fetch(`${api}/sessions?${query}`)).json())
    await expect
      .poll(async () => (await list('q=dusk')).sessions.map(({ title }) => title))
      .toEqual(['Gamma at dusk', 'Alpha at dusk'])
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.nextCursor}`)
    expect([...first.sessions, ...second.sessions].map(({ id }) => id).slice(0, 3)).toEqual(ids.toReversed())

    const patched = await fetch(`${api}/sessions/${ids[1]}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Delta', archived: true }),
    })
    expect(await patched.json()).toMatchObject({ title: 'Delta', archived: true })
    await expect.poll(async () => (await list('archived=true')).sessions.map(({ title }) => title)).toEqual(['Delta'])

    const removed = await fetch(`${api}/sessions/${ids[1]}`, { method: 'DELETE' })
    expect(removed.status).toBe(204)
    expect(host.removed).toContain(ids[1])
    expect((await fetch(`${api}/sessions/${ids[1]}`)).status).toBe(404)
    expect((await fetch(`${api}/media/${reference}`)).status).toBe(404)
    expect((await list('archived=true')).sessions).toEqual([])
  })
})
