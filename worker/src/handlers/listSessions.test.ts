import { Problem, SessionList, SessionSort, type SessionSummary, STAGES } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../../test/client.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'
import { sessionPage } from '../db/sessionPage.ts'

const COUNT = 2000
/** Half of what stands in the table is somebody else's. Much is alike, so that places among equals matter; no order is that of ids. */
const SEED = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${2 * COUNT - 1})
  INSERT INTO sessions (id, owner, title, title_key, stops, stage, spent_usd, running, archived, created_at, updated_at)
  SELECT printf('00000000-0000-4000-8000-%012d', (i * 7919) % 10007), iif(i % 2, 'else', 'local'),
    iif(i % 3, 'Coat ', 'coat ') || (i % 401), 'COAT ' || (i % 401), 'every_stage', ${STAGES.map((stage, at) => `iif(i % 7 = ${at}, '${stage}', `).join('')}
    NULL${')'.repeat(STAGES.length)}, (i % 97) / 100.0, 0, i % 50 = 0,
    strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + (i * 31) % 1009, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 1710000000 + (i * 37) % 1511, 'unixepoch')
  FROM n`

let worker: RunningWorker

beforeAll(async () => {
  worker = await startWorker({})
  await (await worker.database()).prepare(SEED).run()
})
afterAll(() => worker.close())

const ask = (query: string) => fetch(`${worker.url}/api/sessions?${query}`)

/** All pages of a list, one after the other. */
async function all(query: string): Promise<SessionSummary[]> {
  const found: SessionSummary[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await ask(`limit=100&${query}${cursor && `&cursor=${cursor}`}`)
    const { sessions, nextCursor } = SessionList.parse(await answer.json())
    found.push(...sessions)
    cursor = nextCursor
  }
  return found
}

const by = (one: string | number, other: string | number) => Number(one > other) - Number(one < other)
const ORDERS: Record<SessionSort, (one: SessionSummary, other: SessionSummary) => number> = {
  updated: (one, other) => by(other.updatedAt, one.updatedAt) || by(other.id, one.id),
  created: (one, other) => by(other.createdAt, one.createdAt) || by(other.id, one.id),
  spent: (one, other) => by(other.spentUsd, one.spentUsd) || by(other.id, one.id),
  title: (one, other) => by(one.title.toLowerCase(), other.title.toLowerCase()) || by(one.id, other.id),
}

describe('a list of 2,000 shoots', () => {
  it.each(SessionSort.options)('by %s comes page by page, each shoot once', async (sort) => {
    const found = await all(`sort=${sort}`)
    expect(found).toHaveLength(COUNT - COUNT / 25)
    expect(found.map(({ id }) => id)).toEqual(found.toSorted(ORDERS[sort]).map(({ id }) => id))
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })

  it('is that of what was changed last where nobody says otherwise', async () => {
    expect(await (await ask('limit=5')).json()).toEqual(await (await ask('limit=5&sort=updated')).json())
  })

  it('is narrowed by stage, by title, and to what was put away', async () => {
    const whole = await all('')
    const clips = await all('stage=clips&sort=spent')
    expect(clips).toEqual(whole.filter(({ stage }) => stage === 'clips').toSorted(ORDERS.spent))
    expect(await all('stage=none')).toEqual(whole.filter(({ stage }) => stage === null))
    const found = await all('q=COAT%2040&sort=title')
    expect(found).toEqual(whole.filter(({ title }) => /coat 40/i.test(title)).toSorted(ORDERS.title))
    expect(found.length).toBeGreaterThan(5)
    const away = await all('archived=true')
    expect(away).toHaveLength(COUNT / 25)
    expect(away.every(({ archived }) => archived)).toBe(true)
  })

  it('goes on with a cursor of its own order alone', async () => {
    const { nextCursor } = SessionList.parse(await (await ask('limit=1&sort=title')).json())
    for (const query of [`sort=spent&cursor=${nextCursor}`, 'cursor=bm90aGluZw', 'sort=size', 'stage=end']) {
      expect(Problem.parse(await (await ask(query)).json())).toMatchObject({ status: 400, code: 'invalid_request' })
    }
  })

  it.each(SessionSort.options)('by %s is read from its index, from where the page begins', async (sort) => {
    const d1 = await worker.database()
    const after = { sort, value: sort === 'spent' ? 0.5 : 'x', id: 'x' }
    const wanted = { owner: 'local', sort, q: 'coat', stage: 'clips', archived: false, after, limit: 31 } as const
    const { sql, params } = sessionPage(drizzle(d1, { casing: 'snake_case' }), wanted).toSQL()
    const { results } = await d1
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...params)
      .all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail)
    expect(plan).toEqual([
      expect.stringMatching(/^SEARCH sessions USING INDEX sessions_by_\w+ \(owner=\? AND archived=\? AND \w+[<>]\?\)$/),
    ])
  })

  it('takes a title for what it says, in any script, whatever signs are in it', async () => {
    const titles = ['Zebra %_', 'Ärmel', 'apfel', 'STRASSE', 'Öl & Straße', 'ガラス', '한복']
    for (const title of titles) expect((await post(`${worker.url}/api/sessions`, { title })).status).toBe(201)
    const found = async (q: string) => {
      const { sessions } = SessionList.parse(await (await ask(`sort=title&q=${encodeURIComponent(q)}`)).json())
      return sessions.map(({ title }) => title)
    }
    for (const title of titles) await expect.poll(() => found(title), { timeout: 10_000 }).toContain(title)
    expect(await found('ärmel')).toEqual(['Ärmel'])
    expect(await found('ARM')).toEqual(['Ärmel'])
    expect(await found('straße')).toEqual(['Öl & Straße', 'STRASSE'])
    expect(await found('カラス')).toEqual([])
    expect(await found('%')).toEqual(['Zebra %_'])
    expect(await found('_')).toEqual(['Zebra %_'])
    const inOrder = (await all('sort=title')).map(({ title }) => title).filter((title) => titles.includes(title))
    expect(inOrder).toEqual(['apfel', 'Ärmel', 'Öl & Straße', 'STRASSE', 'Zebra %_', '한복', 'ガラス'])
  })
})
