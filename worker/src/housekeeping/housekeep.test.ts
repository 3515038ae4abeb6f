import { assetKey } from '@fashion-shoot/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const fromNow = (ms: number) => new Date(Date.now() + ms)

const { host, worker, api, openTurn, projected, close } = await startScriptedWorker({ RETENTION_DAYS: '30' })
afterAll(close)

const status = async (path: string) => (await fetch(api + path)).status
const isStored = async (key: string) => (await (await worker.bucket()).head(key)) !== null
const keys = async () => {
  const { objects } = await (await worker.bucket()).list()
  return objects.map(({ key }) => key)
}
async function rows(sql: string, ...values: string[]): Promise<unknown[]> {
  const database = await worker.database()
  return (
    await database
      .prepare(sql)
      .bind(...values)
      .all()
  ).results
}
/** Waits until the session's outbox is empty. */
async function isCopied(sessionId: string): Promise<void> {
  await projected(sessionId)
}

/** A shoot with a photo and a hero, whose turn is over. */
async function shoot(): Promise<{ id: string; upload: string; hero: string }> {
  const upload = await uploadOne(worker.url)
  const id = String(((await (await post(`${api}/sessions`, {})).json()) as { id: string }).id)
  const turn = await openTurn('go', id, [upload])
  const { id: hero } = (await (await turn.put('hero', await photo(300, 200))).json()) as { id: string }
  await turn.end()
  await isCopied(id)
  return { id, upload, hero }
}

describe('an upload', () => {
  it('goes after a day when no shoot has taken it, and no sooner', async () => {
    const unused = await uploadOne(worker.url)
    await worker.housekeep(fromNow(23 * HOUR))
    expect(await status(`/media/${unused}`)).toBe(200)
    await worker.housekeep(fromNow(25 * HOUR))
    expect(await status(`/media/${unused}`)).toBe(404)
    expect(await rows('SELECT id FROM assets WHERE id = ?', unused)).toEqual([])
  })

  it('stays when a shoot has it, also where the database has forgotten that', async () => {
    const { upload } = await shoot()
    await rows('UPDATE assets SET session_id = NULL WHERE id = ?', upload)
    await worker.housekeep(fromNow(25 * HOUR))
    expect(await status(`/media/${upload}`)).toBe(200)
    expect(await rows('SELECT id FROM assets WHERE id = ?', upload)).toHaveLength(1)
  })

  it('goes the next time when its deletion was cut off', async () => {
    const unused = await uploadOne(worker.url)
    await rows("UPDATE assets SET session_id = '' WHERE id = ?", unused)
    expect(await status(`/media/${unused}`)).toBe(200)
    await worker.housekeep(fromNow(25 * HOUR))
    expect([await isStored(assetKey(unused)), await rows('SELECT id FROM assets WHERE id = ?', unused)]).toEqual([
      false,
      [],
    ])
  })
})

describe('a file that was stored for a shoot', () => {
  it('goes after a day when it never became one of its versions; what is one stays, whatever the database says', async () => {
    const { id, hero } = await shoot()
    const bucket = await worker.bucket()
    const stray = `out_${crypto.randomUUID()}`
    const ofNobody = `out_${crypto.randomUUID()}`
    const unnamed = `out_${crypto.randomUUID()}`
    await bucket.put(assetKey(stray), 'cut off', { customMetadata: { session: id } })
    await bucket.put(assetKey(ofNobody), 'came too late', { customMetadata: { session: crypto.randomUUID() } })
    await bucket.put(assetKey(unnamed), 'of an earlier version')
    await rows('DELETE FROM assets WHERE id = ?', hero)
    const stored = () => Promise.all([stray, ofNobody, unnamed, hero].map((one) => isStored(assetKey(one))))
    await worker.housekeep(fromNow(23 * HOUR))
    expect(await stored()).toEqual([true, true, true, true])
    await worker.housekeep(fromNow(25 * HOUR))
    expect(await stored()).toEqual([false, false, true, true])
  })
})

describe('a shoot', () => {
  it('goes with all that it has when nothing has changed for the days of the setting', async () => {
    const { id, upload, hero } = await shoot()
    await worker.housekeep(fromNow(29 * DAY))
    expect(await status(`/sessions/${id}`)).toBe(200)
    await worker.housekeep(fromNow(31 * DAY))
    expect(await status(`/sessions/${id}`)).toBe(404)
    const left = await keys()
    expect(left.filter((key) => [id, upload, hero].some((one) => key.includes(one)))).toEqual([])
    for (const table of ['assets', 'checkpoints', 'jobs']) {
      expect(await rows(`SELECT id FROM ${table} WHERE session_id = ?`, id)).toEqual([])
    }
    expect(await rows('SELECT id FROM sessions WHERE id = ?', id)).toEqual([])
    expect(host.removed).toContain(id)
  })

  it('stays while the director is at work in it, and where the database is behind', async () => {
    const turn = await openTurn('go')
    const late = await shoot()
    await isCopied(turn.sessionId)
    await rows("UPDATE sessions SET updated_at = '2020-01-01', running = 0")
    await worker.housekeep(new Date())
    expect([await status(`/sessions/${turn.sessionId}`), await status(`/sessions/${late.id}`)]).toEqual([200, 200])
    await worker.housekeep(fromNow(31 * DAY))
    expect(await status(`/sessions/${turn.sessionId}`)).toBe(200)
    await turn.end()
  })
})

it('has the agent host remove the folders of shoots that are no more', async () => {
  const { id } = await shoot()
  const gone = crypto.randomUUID()
  host.folders = [id, gone, 'lost+found']
  host.removed.length = 0
  await worker.housekeep(new Date())
  expect(host.removed).toEqual([gone])
})

it('has a shoot from before there were title keys found by its title', async () => {
  const { id } = (await (await post(`${api}/sessions`, { title: 'Mäntel' })).json()) as { id: string }
  await isCopied(id)
  await rows("UPDATE sessions SET title_key = '' WHERE id = ?", id)
  const found = async () =>
    ((await (await fetch(`${api}/sessions?q=MANTEL`)).json()) as { sessions: object[] }).sessions.length
  expect(await found()).toBe(0)
  await worker.housekeep(new Date())
  expect(await found()).toBe(1)
})

it('says what it did, and does the rest when one task fails', async () => {
  const unused = await uploadOne(worker.url)
  host.folders = null
  await worker.housekeep(fromNow(25 * HOUR))
  const said = worker.lines.map((line) => JSON.parse(line)).filter(({ event }) => event?.startsWith('housekeeping'))
  expect(said.slice(-2)).toMatchObject([
    { level: 'error', event: 'housekeeping_failed', task: 'folders' },
    { event: 'housekeeping', uploads: 1, outputs: 0, retired: 0 },
  ])
  expect(await status(`/media/${unused}`)).toBe(404)
})

it('passes by what is broken, and says so', async () => {
  host.folders = []
  const shoots = [await shoot(), await shoot()].sort((one, other) => one.id.localeCompare(other.id))
  const [broken] = shoots.map(({ id }) => id)
  const bucket = await worker.bucket()
  const [ofBroken, ofSound] = [`out_0${crypto.randomUUID()}`, `out_1${crypto.randomUUID()}`]
  await bucket.put(assetKey(ofBroken), 'cut off', { customMetadata: { session: String(broken) } })
  await bucket.put(assetKey(ofSound), 'cut off', { customMetadata: { session: crypto.randomUUID() } })
  await worker.queryObject(String(broken), 'ALTER TABLE about RENAME TO lost')
  await worker.evictObject(String(broken))
  await worker.housekeep(fromNow(31 * DAY))
  expect([await isStored(assetKey(ofBroken)), await isStored(assetKey(ofSound))]).toEqual([true, false])
  expect(await rows('SELECT id FROM sessions')).toEqual([{ id: broken }])
  const said = worker.lines.map((line) => JSON.parse(line)).filter(({ id }) => [broken, ofBroken].includes(id))
  expect(said.map(({ event, task, id }) => [event, task, id])).toEqual([
    ['housekeeping_failed', 'retired', broken],
    ['housekeeping_failed', 'outputs', ofBroken],
  ])
})
