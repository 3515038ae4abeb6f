import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { Health, LIMITS, Problem, SessionList, UploadAnswer } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo, post, readEvents, upload, uploadOne, viewOf } from '../test/client.ts'
import { startScriptedWorker } from '../test/startScriptedWorker.ts'

const NOBODY = '7e57d004-2b97-4e7a-b45f-5387367791cd'
const NOTHING = `up_${NOBODY}`

const { host, worker, api, close } = await startScriptedWorker({
  KLING_ACCESS_KEY: 'half a pair',
})
afterAll(close)

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
    expect(health.parts.clips).toMatchObject({ state: 'unconfigured', mode: 'live' })
    expect(text).not.toContain('half a pair')
    expect(text).not.toContain(host.token)
  })
})

describe('upload', () => {
  it('keeps photos with their roles, sizes and hashes, and serves them', async () => {
    const [png, jpeg, webp] = await Promise.all([photo(300, 400), photo(500, 260, 'jpeg'), photo(256, 256, 'webp')])
    const response = await upload(worker.url, [
      { bytes: png, name: 'model.png', role: 'model', thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI' },
      { bytes: jpeg, name: 'jäcke “new”.jpg', role: 'garment' },
      { bytes: webp, name: 'x.webp', role: '' },
    ])
    expect(response.status).toBe(201)
    const { assets } = UploadAnswer.parse(await response.json())
    expect(assets).toMatchObject([
      {
        ...{ role: 'model', contentType: 'image/png', width: 300, height: 400, bytes: png.length },
        ...{ fileName: 'model.png', thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI' },
      },
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
    const long = [{ bytes: await photo(300, 300), name: `${'a'.repeat(300)}.png` }]
    expect(await problem(await upload(worker.url, long))).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  it('takes as many photos at once as a shoot may have, and no more', async () => {
    const bytes = await photo(300, 300)
    const photos = Array.from({ length: LIMITS.references }, (_, index) => ({ bytes, name: `${index}.png` }))
    const { assets } = UploadAnswer.parse(await (await upload(worker.url, photos)).json())
    expect(assets.map(({ fileName }) => fileName)).toEqual(photos.map(({ name }) => name))
    const last = await fetch(`${api}/media/${assets.at(-1)?.id}`)
    expect(Buffer.from(await last.arrayBuffer()).equals(bytes)).toBe(true)
    const answer = await problem(await upload(worker.url, [...photos, { bytes, name: 'one-more.png' }]))
    expect(answer).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  it('keeps no file when the database takes one of the photos not', async () => {
    const [bucket, database] = await Promise.all([worker.bucket(), worker.database()])
    const count = async () => [
      (await bucket.list()).objects.length,
      await database.prepare('SELECT count(*) AS n FROM assets').first('n'),
    ]
    const refuse = "BEFORE INSERT ON assets WHEN NEW.file_name = 'b.png' BEGIN SELECT RAISE(ABORT, 'full'); END"
    await database.prepare(`CREATE TRIGGER full ${refuse}`).run()
    const before = await count()
    const bytes = await photo(300, 300)
    const photos = ['a.png', 'b.png'].map((name) => ({ bytes, name }))
    expect(await problem(await upload(worker.url, photos))).toMatchObject({ status: 500, code: 'internal' })
    expect(await count()).toEqual(before)
    await database.prepare('DROP TRIGGER full').run()
  })

  it('refuses an upload beyond the limit by its length, before it comes', async () => {
    const answer = await sendUpload({ 'content-length': String(LIMITS.uploadBytes + 1) }, [Buffer.from('--b\r\n')])
    expect(answer).toMatchObject({ status: 413, code: 'upload_too_large' })
  })

  it('takes an upload that does not say how long it is, up to the limit', async () => {
    const form = new FormData()
    form.append('files', new File([new Uint8Array(await photo(300, 300))], 'a.png'))
    const { body, headers } = new Response(form)
    const type = { 'content-type': headers.get('content-type') ?? '' }
    const taken = await fetch(`${api}/upload`, { method: 'POST', body, headers: type, duplex: 'half' } as RequestInit)
    expect(taken.status).toBe(201)
    const mebibyte = Buffer.alloc(1024 * 1024)
    const answer = await sendUpload({}, Array(LIMITS.uploadBytes / mebibyte.length + 1).fill(mebibyte))
    expect(answer).toMatchObject({ status: 413, code: 'upload_too_large' })
  })
})

/** Sends what `fetch` would not: a length that is not true, or the chunks of a body that is too long. Leaves at the answer. */
async function sendUpload(headers: Record<string, string>, chunks: Buffer[]): Promise<unknown> {
  const answer = Promise.withResolvers<string>()
  const type = { 'content-type': 'multipart/form-data; boundary=b' }
  const sent = request(`${api}/upload`, { method: 'POST', headers: { ...type, ...headers } }, async (response) => {
    answer.resolve(Buffer.concat(await response.toArray()).toString())
    sent.destroy()
  })
  sent.on('error', answer.reject)
  for (const chunk of chunks) if (!sent.write(chunk)) await new Promise((next) => sent.once('drain', next))
  if (headers['content-length'] === undefined) sent.end()
  return JSON.parse(await answer.promise)
}

async function damaged(format: 'jpeg' | 'png'): Promise<Buffer> {
  const bytes = Buffer.from(await photo(400, 400, format))
  for (let at = 3000; at < 7000; at += 3) bytes[at] = (at * 89) & 0xff
  return bytes
}

describe('media', () => {
  let id: string
  let whole: Buffer
  let etag: string
  const get = (headers: Record<string, string> = {}, method = 'GET') => fetch(`${api}/media/${id}`, { headers, method })
  const body = async (response: Response) => Buffer.from(await response.arrayBuffer())

  beforeAll(async () => {
    id = await uploadOne(worker.url)
    const response = await get()
    etag = response.headers.get('etag') ?? ''
    whole = await body(response)
  })

  it('is the file, for ever, and never read as anything else', async () => {
    const response = await get({}, 'HEAD')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(whole.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      etag,
    })
  })

  it.each([
    ['bytes=10-19', 10, 20],
    ['bytes=0-0', 0, 1],
    ['bytes=10-', 10, undefined],
    ['bytes=10-99999999999', 10, undefined],
    ['bytes=-5', -5, undefined],
    ['bytes=-99999999999', 0, undefined],
    ['Bytes=10-19', 10, 20],
  ])('answers the range %s with that part', async (range, start, end) => {
    const part = await get({ range })
    const expected = whole.subarray(start, end)
    const first = start < 0 ? whole.length + start : start
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes ${first}-${first + expected.length - 1}/${whole.length}`)
    expect((await body(part)).equals(expected)).toBe(true)
  })

  it.each(['bytes=99999999-', 'bytes=99999999-99999999', 'bytes=-0'])('says that %s is not there', async (range) => {
    const response = await get({ range })
    expect(response.headers.get('content-range')).toBe(`bytes */${whole.length}`)
    expect(await problem(response)).toMatchObject({ status: 416, code: 'unsatisfiable_range' })
  })

  it.each(['bytes=0-1,4-5', 'bytes=5-4', 'bytes=-', 'bytes=x-', 'frames=0-1'])('answers %s whole', async (range) => {
    const response = await get({ range })
    expect(response.status).toBe(200)
    expect((await body(response)).equals(whole)).toBe(true)
  })

  it('is sent again only to those who have another', async () => {
    const range = 'bytes=0-1'
    expect((await get({ 'if-none-match': etag, range })).status).toBe(304)
    expect((await get({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304)
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200)
    expect((await get({ 'if-match': etag })).status).toBe(200)
    expect(await problem(await get({ 'if-match': '"other"' }))).toMatchObject({ status: 412, code: 'changed_asset' })
    expect((await get({ 'if-range': etag, range })).status).toBe(206)
    const changed = await get({ 'if-range': '"other"', range })
    expect(changed.status).toBe(200)
    expect((await body(changed)).equals(whole)).toBe(true)
  })

  it('that is not there is a problem', async () => {
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
    const copies: string[] = []
    for (const title of titles) {
      const events = await readEvents(await post(`${api}/generate`, { prompt: title, references: [reference] }))
      ids.push(viewOf(events).sessionId ?? '')
      copies.push(viewOf(events).references[0] ?? '')
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
    // It had a copy of its own of the photo, which is gone; the other shoots still have theirs.
    expect((await fetch(`${api}/media/${copies[1]}`)).status).toBe(404)
    for (const kept of [reference, copies[0], copies[2]]) expect((await fetch(`${api}/media/${kept}`)).status).toBe(200)
    expect((await list('archived=true')).sessions).toEqual([])
  })

  it('are found by the very words, whatever signs they hold and however long they are', async () => {
    const title = '100% wool_coat '.repeat(6).trim()
    await post(`${api}/sessions`, { title })
    const found = async (q: string) => {
      const response = await fetch(`${api}/sessions?${new URLSearchParams({ q })}`)
      return SessionList.parse(await response.json()).sessions.map((session) => session.title)
    }
    await expect.poll(() => found(title)).toEqual([title])
    expect(await found('100% WOOL_')).toEqual([title])
    expect(await found('1%wool')).toEqual([])
    expect(await found('100%_wool')).toEqual([])
  })

  it.each(['abc', '!', Buffer.from('{"id":1}').toString('base64url')])(
    'cannot be listed from %s on',
    async (cursor) => {
      const answer = await problem(await fetch(`${api}/sessions?${new URLSearchParams({ cursor })}`))
      expect(answer).toMatchObject({ status: 400, code: 'invalid_request' })
      expect(answer.detail).toContain('cursor')
    },
  )
})

describe('what the page is built of', () => {
  let film: string
  const get = (headers: Record<string, string> = {}) => fetch(`${worker.url}/assets/${film}`, { headers })

  beforeAll(async () => {
    const built = await readdir(join(import.meta.dirname, '../../studio/dist/assets'))
    film = built.find((name) => name.startsWith('film-v1-')) ?? ''
  })

  it('is kept for ever, and a film of it plays where only parts are asked for', async () => {
    const whole = await get()
    expect(whole.headers.get('cache-control')).toContain('immutable')
    const bytes = Buffer.from(await whole.arrayBuffer())
    const part = await get({ range: 'bytes=100-199' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
    expect((await get({ range: `bytes=${bytes.length}-` })).status).toBe(416)
    expect((await get({ 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304)
  })

  it('is not there any more after another build, in place of being a page', async () => {
    expect(await problem(await fetch(`${worker.url}/assets/index-ofBefore.js`))).toMatchObject({ status: 404 })
    expect((await fetch(`${worker.url}/sample`)).headers.get('content-type')).toContain('text/html')
  })
})
