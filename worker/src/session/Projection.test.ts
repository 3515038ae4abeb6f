import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SessionSummary } from '@fashion-shoot/protocol'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Logger } from '../telemetry/Logger.ts'
import type { JobRecord } from './jobs/JobBook.ts'
import { Projection } from './Projection.ts'
import { Schedule } from './Schedule.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')
const OBJECT = `CREATE TABLE outbox (kind TEXT NOT NULL, id TEXT NOT NULL, changes INTEGER NOT NULL, PRIMARY KEY (kind, id));
  CREATE TABLE schedule (name TEXT PRIMARY KEY, at INTEGER NOT NULL, is_given_out INTEGER NOT NULL DEFAULT 0)`
/** More than D1 takes at once. */
const JOBS = Array.from({ length: 70 }, (_, index) => ({ kind: 'job' as const, id: `job_${index}` }))
const SESSION = { kind: 'session' as const, id: '' }

const SUMMARY: Omit<SessionSummary, 'title'> = {
  id: 'one',
  stops: 'never',
  archived: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  stage: null,
  coverAssetId: null,
  coverHasPreview: false,
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  resolution: '2K',
  budgetUsd: 10,
  spentUsd: 0,
  running: false,
}
const JOB = {
  turnId: 'turn',
  request: { slot: 'hero' },
  provider: 'fal',
  model: 'nano-banana-pro',
  ref: null,
  state: 'stored',
  priceUsd: 0.15,
  billedUsd: null,
  createdAt: 0,
}

type Statement = { sql: string; values: (string | number | null)[] }

let title: string
let d1: DatabaseSync
/** What D1 has been given and not yet answered, oldest first. workerd's own D1 lies in the same thread, and lets nothing come in between. */
let waiting: { land(): void; refuse(): void }[]
let object: DatabaseSync
let lines: string[]
let projection: Projection

beforeEach(() => {
  title = 'old'
  waiting = []
  lines = []
  d1 = new DatabaseSync(':memory:')
  const migrations = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  for (const name of migrations.sort()) d1.exec(readFileSync(join(MIGRATIONS, name), 'utf8'))
  object = new DatabaseSync(':memory:')
  object.exec(OBJECT)
  projection = open()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The narrow parts of a Durable Object's storage and of D1, over the same SQLite; D1 answers when the test says so. */
function open(): Projection {
  const exec = (query: string, ...values: (string | number)[]) => {
    const found = object.prepare(query).all(...values)
    return { toArray: () => found, one: () => found[0] }
  }
  const storage = { sql: { exec }, setAlarm: async () => {} } as unknown as DurableObjectStorage
  const DB = {
    prepare: (sql: string) => ({ bind: (...values: Statement['values']) => ({ sql, values }) }),
    batch: (statements: Statement[]) =>
      new Promise((resolve, reject) => {
        const land = () => {
          for (const { sql, values } of statements) d1.prepare(sql).run(...values)
          resolve(statements.map(() => ({ results: [] })))
        }
        waiting.push({ land, refuse: () => reject(new Error('D1 is down.')) })
      }),
  } as unknown as D1Database
  const session = () => ({ ...SUMMARY, title })
  const job = (id: string) => ({ ...JOB, id }) as JobRecord
  const sources = { owner: 'me', session, touch() {}, asset: () => undefined, checkpoint: () => undefined, job }
  const write = (line: string) => lines.push(line)
  const sink = { log: write, warn: write, error: write }
  const logger = new Logger({ redact: (text) => text, logsPrompts: false, sink })
  return new Projection(storage.sql, new Schedule(storage, Date.now), { DB, STORAGE: {} as R2Bucket }, sources, logger)
}

const written = (table: string) => d1.prepare(`SELECT * FROM ${table}`).all()
const asked = (count: number) => expect.poll(() => waiting.length, { interval: 1 }).toBe(count)

/** Has D1 take what it is given, until nothing more comes. */
async function landAll(): Promise<void> {
  do {
    for (const { land } of waiting.splice(0)) land()
    await new Promise((next) => setTimeout(next, 5))
  } while (waiting.length > 0)
}

it('writes nothing older after something newer, whatever takes longer', async () => {
  const repeated = projection.repeat([...JOBS, SESSION])
  await asked(1)
  const late = waiting.shift()
  title = 'new'
  projection.mark('session', '')
  const flushed = projection.flush()
  await landAll()
  late?.land()
  await landAll()
  await Promise.all([repeated, flushed])
  expect(written('sessions')).toMatchObject([{ title: 'new' }])
  expect(written('jobs')).toHaveLength(JOBS.length)
  expect(object.prepare('SELECT * FROM outbox').all()).toEqual([])
})

it('is settled when nothing is under way that may still be written', async () => {
  const repeated = projection.repeat([...JOBS, SESSION])
  await asked(1)
  projection.mark('session', '')
  const flushed = projection.flush()
  let isSettled = false
  const settled = projection.settled().then(() => {
    isSettled = true
  })
  while (!isSettled) {
    await asked(1)
    waiting.shift()?.land()
    await new Promise((next) => setTimeout(next, 5))
  }
  expect(waiting).toEqual([])
  await Promise.all([repeated, flushed, settled])
})

it('lets D1 more and more time while it takes nothing, and says so each time', async () => {
  projection.mark('session', '')
  const waits: number[] = []
  for (let errors = 1; errors <= 7; errors++) {
    const flushed = projection.flush()
    await asked(1)
    waiting.shift()?.refuse()
    await flushed
    const [row] = object.prepare('SELECT at FROM schedule').all()
    waits.push(Number(row?.at) - Date.now())
  }
  expect(waits[0]).toBeLessThan(1100)
  expect(waits.at(-1)).toBeGreaterThan(14_000)
  expect(lines.filter((line) => line.includes('projection_failed'))).toHaveLength(7)
})

it('does not wait for ever for a D1 that says nothing', async () => {
  vi.useFakeTimers()
  projection.mark('session', '')
  const flushed = projection.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  await flushed
  const again = projection.flush()
  await vi.advanceTimersByTimeAsync(1)
  waiting.at(-1)?.land()
  await again
  expect(waiting).toHaveLength(2)
  expect(written('sessions')).toHaveLength(1)
})
