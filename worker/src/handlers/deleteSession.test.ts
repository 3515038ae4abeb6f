import { assetKey } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { host, worker, api, openTurn, view, projected, close } = await startScriptedWorker()
afterAll(close)

const remove = async (id: string) => (await fetch(`${api}/sessions/${id}`, { method: 'DELETE' })).status
const query = async (sql: string, ...values: string[]) =>
  (
    await (
      await worker.database()
    )
      .prepare(sql)
      .bind(...values)
      .all()
  ).results

/** All that is anywhere of the session and of these assets. */
async function traces(id: string, assetIds: string[]): Promise<string[]> {
  const { objects } = await (await worker.bucket()).list()
  const keys = objects.map(({ key }) => key).filter((key) => [id, ...assetIds].some((one) => key.includes(one)))
  const rows = ['assets', 'checkpoints', 'jobs'].map((table) =>
    query(`SELECT id FROM ${table} WHERE session_id = ?`, id),
  )
  const listed = await query('SELECT id FROM sessions WHERE id = ?', id)
  const tables = await worker.queryObject(id, "SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
  return [...keys, ...(await Promise.all(rows)).flat(), ...listed, ...tables].map((trace) => JSON.stringify(trace))
}

/** A shoot in mid-turn with a photo, a hero, a checkpoint and a transcript. */
async function shoot(upload: string): Promise<{ turn: OpenTurn; assets: string[] }> {
  const turn = await openTurn('go', undefined, [upload])
  const { id: hero } = (await (await turn.put('hero', await photo(300, 200))).json()) as { id: string }
  await turn.send('/checkpoints', { stage: 'hero' })
  const writer = crypto.randomUUID()
  await turn.call(`/transcript?writer=${writer}`)
  await worker.queryObject(turn.sessionId, "INSERT INTO transcript VALUES (1, 0, 'x', x'00')")
  await projected(turn.sessionId)
  return { turn, assets: [...(await view(turn.sessionId)).references, hero] }
}

it('takes away files, rows, log, transcript and the runner, and nothing of another shoot with the same photo', async () => {
  const upload = await uploadOne(worker.url)
  const { turn, assets } = await shoot(upload)
  const other = await shoot(upload)
  expect((await traces(turn.sessionId, assets)).length).toBeGreaterThan(15)
  const before = await traces(other.turn.sessionId, other.assets)
  // A photo that it was given, and that its object never heard of.
  const never = await uploadOne(worker.url)
  await query('UPDATE assets SET session_id = ? WHERE id = ?', turn.sessionId, never)

  expect(await remove(turn.sessionId)).toBe(204)
  expect(await traces(turn.sessionId, [...assets, never])).toEqual([])
  expect(host.removed).toContain(turn.sessionId)
  expect((await turn.call('/shoot')).status).toBe(401)
  expect(await traces(other.turn.sessionId, other.assets)).toEqual(before)
  for (const id of other.assets) expect(await (await worker.bucket()).head(assetKey(id))).not.toBeNull()
  expect(await remove(turn.sessionId)).toBe(404)
})

it('closes the shoot at once, and goes on by itself where it failed', async () => {
  const { turn, assets } = await shoot(await uploadOne(worker.url))
  await query('ALTER TABLE checkpoints RENAME TO lost')
  const answer = await fetch(`${api}/sessions/${turn.sessionId}`, { method: 'DELETE' })
  expect([answer.status, await answer.json()]).toMatchObject([500, { detail: expect.stringContaining('is closed') }])
  expect((await fetch(`${api}/sessions/${turn.sessionId}`)).status).toBe(404)
  expect(await (await fetch(`${api}/sessions`)).text()).not.toContain(turn.sessionId)
  expect((await post(`${api}/sessions/${turn.sessionId}/turns`, { prompt: 'go on' })).status).toBe(404)
  expect((await turn.call('/shoot')).status).toBe(401)
  expect(await (await worker.bucket()).head(`sessions/${turn.sessionId}`)).not.toBeNull()
  await query('ALTER TABLE lost RENAME TO checkpoints')
  await expect.poll(() => traces(turn.sessionId, assets), { timeout: 10_000 }).toEqual([])
})

it('goes on when its object has died in the middle of it, and lets nobody in meanwhile', async () => {
  const { turn, assets } = await shoot(await uploadOne(worker.url))
  const held = Promise.withResolvers<void>()
  host.stopAnswer = held.promise
  const cutOff = remove(turn.sessionId).catch(() => undefined)
  const say = async () => (await post(`${api}/sessions/${turn.sessionId}/turns`, { prompt: 'go on' })).status
  await expect.poll(say).toBe(404)
  await worker.resetObjects()
  await cutOff
  expect(await say()).toBe(404)
  expect(await traces(turn.sessionId, assets)).not.toEqual([])
  held.resolve()
  await expect.poll(() => traces(turn.sessionId, assets), { timeout: 10_000 }).toEqual([])
})

it('takes the rows away of a shoot whose object was lost', async () => {
  const { turn, assets } = await shoot(await uploadOne(worker.url))
  await turn.end()
  for (const table of ['about', 'events', 'migrations']) await worker.queryObject(turn.sessionId, `DROP TABLE ${table}`)
  await worker.evictObject(turn.sessionId)
  expect(await remove(turn.sessionId)).toBe(204)
  expect(await query('SELECT id FROM sessions WHERE id = ?', turn.sessionId)).toEqual([])
  expect(await (await worker.bucket()).head(`sessions/${turn.sessionId}`)).toBeNull()
  expect(await query('SELECT id FROM assets WHERE id = ?', assets[0] ?? '')).toEqual([])
})

it('does not wait for a host that does not remove its folder; the housekeeping has it do so', async () => {
  const { turn, assets } = await shoot(await uploadOne(worker.url))
  host.isDeaf = true
  expect(await remove(turn.sessionId)).toBe(204)
  host.isDeaf = false
  expect(host.removed).not.toContain(turn.sessionId)
  expect(await traces(turn.sessionId, assets)).toEqual([])
  host.folders = [turn.sessionId]
  host.removed.length = 0
  await worker.housekeep(new Date())
  expect(host.removed).toEqual([turn.sessionId])
})
