import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { OPERATOR, Problem, RebuildStep, SessionList } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import { logLines } from '../../test/logLines.ts'
import { makeToken } from '../../test/makeToken.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'
import { startWorker } from '../../test/startWorker.ts'

const TABLES = ['sessions', 'assets', 'checkpoints', 'jobs']
const COMMAND = join(import.meta.dirname, '../../../scripts/cloudflare/rebuild.ts')

// A key that nothing answers to: its jobs fail, and are rows all the same.
const images = { FAL_KEY: 'id:secret', FAL_BASE_URL: 'http://127.0.0.1:9' }
const { worker, api, openTurn, projected, close } = await startScriptedWorker({ ...images })
afterAll(close)

async function contents(): Promise<Record<string, unknown[]>> {
  const database = await worker.database()
  const entries = TABLES.map(async (table) => {
    const { results } = await database.prepare(`SELECT * FROM ${table} ORDER BY id`).all()
    return [table, results] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const rebuild = async () => (await promisify(execFile)(process.execPath, [COMMAND, worker.url])).stdout

it('makes a database that has lost its tables what it was, uploads that no shoot has included', async () => {
  const upload = await uploadOne(worker.url)
  const turn = await openTurn('City at dusk', undefined, [upload])
  await turn.put('hero', await photo(300, 200))
  await turn.send('/checkpoints', { stage: 'hero' })
  const image = { kind: 'image', slot: 'hero', prompt: 'a street', inputs: [], aspectRatio: '3:2', resolution: '1K' }
  await turn.send('/jobs', image)
  await post(`${api}/sessions/${turn.sessionId}/cancel`, {})
  const quiet = ((await (await post(`${api}/sessions`, { title: 'Never begun' })).json()) as { id: string }).id
  await uploadOne(worker.url)
  for (const id of [turn.sessionId, quiet]) {
    await projected(id)
  }
  const before = await contents()
  expect(before.sessions).toHaveLength(2)
  expect(before.assets).toHaveLength(3)
  expect(before.checkpoints).toHaveLength(1)
  expect(before.jobs).toHaveLength(1)

  await worker.loseDatabase()
  expect(SessionList.parse(await (await fetch(`${api}/sessions`)).json()).sessions).toEqual([])
  expect(await rebuild()).toContain('2 of shoots, 1 of uploads')
  expect(await contents()).toEqual(before)
  // Once more, where all is there.
  expect(await rebuild()).toContain('2 of shoots, 0 of uploads')
  expect(await contents()).toEqual(before)
})

it('takes away the rows of shoots that are no more, and no file', async () => {
  const gone = crypto.randomUUID()
  const database = await worker.database()
  const insert = `INSERT INTO sessions (id, title, stops, spent_usd, running, archived, created_at, updated_at)
    VALUES (?, 'Gone', 'never', 0, 0, 0, '2026', '2026')`
  await database.prepare(insert).bind(gone).run()
  const bucket = await worker.bucket()
  await bucket.put(`sessions/${gone}`, '')
  await rebuild()
  const rows = await database.prepare('SELECT id FROM sessions WHERE id = ?').bind(gone).all()
  expect(rows.results).toEqual([])
  expect(await bucket.head(`sessions/${gone}`)).not.toBeNull()
})

it('writes all the others where one is broken, and says which', async () => {
  const begin = async () => ((await (await post(`${api}/sessions`, {})).json()) as { id: string }).id
  const ids = [await begin(), await begin()].sort()
  for (const id of ids) {
    await projected(id)
  }
  const [broken = '', sound = ''] = ids
  await worker.queryObject(broken, 'ALTER TABLE about RENAME TO lost')
  await worker.evictObject(broken)
  await (await worker.bucket()).put('sessions/no id', '')
  await worker.loseDatabase()
  const rebuilt = promisify(execFile)(process.execPath, [COMMAND, worker.url])
  await expect(rebuilt).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`Not written: ${broken}, no id.`),
  })
  const { results } = await (await worker.database()).prepare('SELECT id FROM sessions').all()
  expect(results).toContainEqual({ id: sound })
  expect(logLines(worker)).toContainEqual(expect.objectContaining({ event: 'rebuild_failed', id: broken }))
})

it('says why it cannot, in words', async () => {
  const refused = promisify(execFile)(process.execPath, [COMMAND, 'http://127.0.0.1:9'])
  await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('does not answer') })
})

it('is not there in a deployment but for its operator', async () => {
  const deployment = await startWorker({ LOOPBACK: '' })
  try {
    const ask = { cursor: null }
    const refused = await (await makeToken(deployment, 'stylist')).post('/api/admin/rebuild', ask)
    expect(Problem.parse(await refused.json())).toMatchObject({ status: 404, code: 'unknown_address' })
    const operator = await makeToken(deployment, OPERATOR, 'db-rebuild-1')
    const done = RebuildStep.parse(await (await operator.post('/api/admin/rebuild', ask)).json())
    expect(done).toMatchObject({ sessions: [], uploads: 0 })
  } finally {
    await deployment.close()
  }
})
