import { assetKey, Problem, SessionList, UploadAnswer } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo, post, readEvents, uploadOne, viewOf } from '../../test/client.ts'
import { type Caller, makeToken } from '../../test/makeToken.ts'
import { openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let host: ScriptedHost
let worker: RunningWorker
let stylist: Caller
let editor: Caller

beforeAll(async () => {
  host = await startScriptedHost()
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token, LOOPBACK: '' })
  stylist = await makeToken(worker, 'stylist')
  editor = await makeToken(worker, 'editor')
})
afterAll(async () => {
  await worker.close()
  await host.close()
})

/** A Session object as it was when there were no owners. */
const OBJECT_WITHOUT_OWNER = [
  `CREATE TABLE about (
     id TEXT PRIMARY KEY, title TEXT NOT NULL, stops TEXT NOT NULL, archived INTEGER NOT NULL,
     created_at TEXT NOT NULL, gateway_token TEXT NOT NULL, token_expires_at INTEGER NOT NULL, updated_at TEXT NOT NULL
   )`,
  'CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, data TEXT NOT NULL, folded_by INTEGER)',
  `CREATE TABLE turns (
     id TEXT PRIMARY KEY, prompt TEXT NOT NULL, state TEXT NOT NULL, first_seq INTEGER NOT NULL,
     journal_line INTEGER NOT NULL, started_at INTEGER NOT NULL
   )`,
  `CREATE TABLE jobs (
     id TEXT PRIMARY KEY, fingerprint TEXT UNIQUE, turn_id TEXT NOT NULL, request TEXT NOT NULL, provider TEXT NOT NULL,
     provider_ref TEXT, state TEXT NOT NULL, price_usd REAL NOT NULL, asset_id TEXT, failure TEXT, was_sent INTEGER NOT NULL,
     was_sent_anew INTEGER NOT NULL, polls INTEGER NOT NULL, errors INTEGER NOT NULL, created_at INTEGER NOT NULL
   )`,
  'CREATE TABLE schedule (name TEXT PRIMARY KEY, at INTEGER NOT NULL)',
  'CREATE TABLE outbox (kind TEXT NOT NULL, id TEXT NOT NULL, changes INTEGER NOT NULL, PRIMARY KEY (kind, id))',
  'CREATE TABLE provider_files (asset_id TEXT PRIMARY KEY, url TEXT NOT NULL)',
  'CREATE TABLE migrations (step INTEGER PRIMARY KEY)',
  'INSERT INTO migrations VALUES (0)',
  `INSERT INTO about VALUES ('THE_ID', 'Old', 'every_stage', 0, '2026-01-01T00:00:00.000Z', 'x', 0, '2026-01-01T00:00:00.000Z')`,
]

const problem = async (response: Response) => Problem.parse(await response.json())

async function uploadAs(caller: Caller): Promise<string> {
  const body = new FormData()
  body.append('files', new File([new Uint8Array(await photo(300, 400))], 'a.png'))
  const answer = await caller.fetch('/api/upload', { method: 'POST', body })
  return UploadAnswer.parse(await answer.json()).assets[0]?.id ?? ''
}

async function shootAs(caller: Caller, prompt: string, references: string[] = []) {
  return viewOf(await readEvents(await caller.post('/api/generate', { prompt, references })))
}

const titles = async (caller: Caller) => {
  const list = SessionList.parse(await (await caller.fetch('/api/sessions')).json())
  return list.sessions.map(({ title }) => title)
}

describe('whoever is signed in', () => {
  it('sees in the list what is theirs, by whichever of their tokens', async () => {
    await shootAs(stylist, 'Of the stylist')
    await shootAs(editor, 'Of the editor')
    await expect.poll(() => titles(stylist)).toEqual(['Of the stylist'])
    await expect.poll(() => titles(editor)).toEqual(['Of the editor'])
    expect(await titles(await makeToken(worker, 'stylist', 'stylist-laptop'))).toEqual(['Of the stylist'])
    expect(await titles(await makeToken(worker, 'nobody-yet'))).toEqual([])
    const answer = await (await stylist.fetch('/api/sessions')).text()
    expect(JSON.parse(answer).sessions[0]).not.toHaveProperty('owner')
  })

  it("cannot go on with another's shoot by its id in the body", async () => {
    const { sessionId } = await shootAs(stylist, 'go')
    const turns = host.turns.length
    const refused = await editor.post('/api/generate', { prompt: 'go on', sessionId })
    expect(await problem(refused)).toMatchObject({ status: 404, code: 'unknown_session' })
    expect(host.turns.length).toBe(turns)
  })

  it("cannot use another's photo, before a shoot has it and after", async () => {
    const photoOfStylist = await uploadAs(stylist)
    const { sessionId } = await shootAs(editor, 'go')
    const isRefused = async () => {
      for (const [path, body] of [
        ['/api/generate', { prompt: 'go', references: [photoOfStylist] }],
        [`/api/sessions/${sessionId}/turns`, { prompt: 'go', references: [photoOfStylist] }],
      ] as const) {
        expect(await problem(await editor.post(path, body))).toMatchObject({ status: 404, code: 'unknown_reference' })
      }
      expect(await problem(await editor.fetch(`/api/media/${photoOfStylist}`))).toMatchObject({ code: 'unknown_asset' })
      expect((await stylist.fetch(`/api/media/${photoOfStylist}`)).status).toBe(200)
    }
    await isRefused()
    const view = await shootAs(stylist, 'go', [photoOfStylist])
    expect(view.references).toEqual([photoOfStylist])
    expect(JSON.stringify(view)).not.toContain('owner')
    await isRefused()
  })

  it('has a copy of a photo of their own in each of their shoots, and nobody else has it', async () => {
    const upload = await uploadAs(stylist)
    await shootAs(stylist, 'one', [upload])
    const [copy = ''] = (await shootAs(stylist, 'two', [upload])).references
    expect(copy).not.toBe(upload)
    expect((await stylist.fetch(`/api/media/${copy}`)).status).toBe(200)
    expect((await editor.fetch(`/api/media/${copy}`)).status).toBe(404)
    const rows = await (await worker.database()).prepare('SELECT owner FROM assets WHERE id = ?').bind(copy).all()
    expect(rows.results).toEqual([{ owner: 'stylist' }])
  })

  it('deletes nothing of anybody else, and makes no object by trying', async () => {
    const { sessionId } = await shootAs(stylist, 'to be kept')
    await expect.poll(() => titles(stylist)).toContain('to be kept')
    const refused = await editor.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })
    expect(await problem(refused)).toMatchObject({ status: 404, code: 'unknown_session' })
    expect(await titles(stylist)).toContain('to be kept')
    expect((await stylist.fetch(`/api/sessions/${sessionId}`)).status).toBe(200)
  })
})

describe('what is there from before there were owners', () => {
  it('belongs to local mode, and is not there for anybody who signs in', async () => {
    const database = await worker.database()
    const columns = 'id, version, file_name, content_type, bytes, sha256, width, height, made_from, created_at'
    const id = `up_${crypto.randomUUID()}`
    const insert = `INSERT INTO assets (${columns}) VALUES (?, 1, 'a.png', 'image/png', 3, 'x', 1, 1, '[]', '2026')`
    await database.prepare(insert).bind(id).run()
    const bucket = await worker.bucket()
    await bucket.put(assetKey(id), 'old', { customMetadata: { fileName: 'a.png' } })
    for (const caller of [stylist, editor]) {
      expect((await caller.fetch(`/api/media/${id}`)).status).toBe(404)
      const refused = await caller.post('/api/generate', { prompt: 'go', references: [id] })
      expect(await problem(refused)).toMatchObject({ status: 404, code: 'unknown_reference' })
    }
    expect((await database.prepare('SELECT owner FROM assets WHERE id = ?').bind(id).first())?.owner).toBe('local')
  })

  it('is found again by local mode, Session objects too', async () => {
    const local = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
    try {
      const id = crypto.randomUUID()
      for (const statement of OBJECT_WITHOUT_OWNER) await local.queryObject(id, statement.replace('THE_ID', id))
      await local.evictObject(id)
      const found = await fetch(`${local.url}/api/sessions/${id}`)
      expect(await found.json()).toMatchObject({ session: { id, title: 'Old' } })
      expect((await post(`${local.url}/api/sessions/${id}/turns`, { prompt: 'go on' })).status).toBe(202)
    } finally {
      await local.close()
    }
  })
})

describe('a file', () => {
  it('is of the owner of its shoot, whichever way it comes into the bucket', async () => {
    // In local mode, where a test reaches the gateway; the shoot is given to somebody else meanwhile.
    const local = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
    try {
      const bucket = await local.bucket()
      const ownerOf = async (id: string) => (await bucket.head(assetKey(id)))?.customMetadata?.owner
      const upload = await uploadOne(local.url)
      expect(await ownerOf(upload)).toBe('local')
      const turn = await openTurn(`${local.url}/api`, host, 'go')
      await local.queryObject(turn.sessionId, "UPDATE about SET owner = 'stÿlist@example.com'")
      const stored = (await (await turn.put('hero', await photo(300, 200))).json()) as { id: string }
      expect(await ownerOf(stored.id)).toBe(encodeURIComponent('stÿlist@example.com'))
      const media = await fetch(`${local.url}/api/media/${stored.id}`)
      expect(await problem(media)).toMatchObject({ status: 404, code: 'unknown_asset' })
      expect((await post(`${local.url}/api/sessions/${turn.sessionId}/cancel`, {})).status).toBe(404)
      expect((await turn.call('/shoot')).status).toBe(200)
    } finally {
      await local.close()
    }
  })
})
