/** @module Each invariant holds for a shoot in which all is well, and says so when one thing in it is not. */
import {
  type Asset,
  emptyView,
  type LoggedEvent,
  reduce,
  type SessionEvent,
  type SessionView,
} from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../evidence/Evidence.ts'
import type { JobRow } from '../evidence/readSession.ts'
import { INVARIANTS } from './index.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [SESSION, TURN, JOB, ASSET] = [uuid(1), `turn_${uuid(2)}`, `job_${uuid(3)}`, `out_${uuid(3)}`]
const AT = '2026-11-22T12:00:00.000Z'

const asset: Asset = {
  ...{ id: ASSET, sessionId: SESSION, slot: 'hero', version: 1, role: null, fileName: 'hero.png' },
  ...{ contentType: 'image/png', bytes: 10, sha256: 'a'.repeat(64), width: 4, height: 4, durationSeconds: null },
  ...{ thumbhash: null, hasPreview: false, madeFrom: [], jobId: JOB, createdAt: AT },
}
const EVENTS: SessionEvent[] = [
  { type: 'session_init', sessionId: SESSION, turnId: TURN },
  { type: 'user_message', turnId: TURN, text: 'go', at: AT },
  { type: 'text_delta', text: 'I make it.' },
  { type: 'assistant_message', text: 'I make it.' },
  { type: 'cost', item: 'hero', usd: 0.15, turnUsd: 0.15, sessionUsd: 0.15 },
  { type: 'asset', asset },
  { type: 'complete', awaitingInput: false },
]
const job: JobRow = {
  ...{ id: JOB, turn_id: TURN, provider: 'fal', provider_ref: '{"id":"order-1","model":"m"}', state: 'stored' },
  ...{ model: 'nano-banana-pro', price_usd: 0.15, billed_usd: null, asset_id: ASSET, failure: null },
  request: JSON.stringify({
    ...{ kind: 'image', slot: 'hero', prompt: 'x', inputs: [], aspectRatio: '1:1', resolution: '1K' },
  }),
}
const PERHAPS = JSON.stringify({ message: 'No answer.', hint: 'It may have been charged. Try again.' })

const numbered = (events: SessionEvent[]): LoggedEvent[] => events.map((event, index) => ({ seq: index + 1, event }))
const viewOf = (log: LoggedEvent[]): SessionView => log.reduce(reduce, emptyView)

/** A shoot in which one picture was made. */
function good(): Evidence {
  const log = numbered(EVENTS)
  const view = viewOf(log)
  const session = {
    ...{ id: SESSION, title: 'go', stops: 'every_stage' as const, stage: 'hero' as const },
    ...{ coverAssetId: ASSET, coverHasPreview: false },
    ...{
      imageModel: 'nano-banana-pro' as const,
      clipModel: 'kling-v2-6' as const,
      resolution: '2K' as const,
      budgetUsd: 10,
    },
    ...{ spentUsd: 0.15, running: false, archived: false, createdAt: AT, updatedAt: AT },
  }
  return {
    tabs: [{ events: new Map(log.map((logged) => [logged.seq, logged])), view, connections: 3, troubles: [] }],
    // The delta was folded into its message.
    replay: log.filter(({ seq }) => seq !== 3),
    session,
    view,
    tables: { jobs: [job], turns: [{ id: TURN, state: 'over' }], outbox: 0 },
    places: [],
    database: {
      session: {
        ...{ id: SESSION, title: 'go', stops: 'every_stage', stage: 'hero', spent_usd: 0.15, cover_asset_id: ASSET },
        ...{ image_model: 'nano-banana-pro', clip_model: 'kling-v2-6', budget_usd: 10, cover_has_preview: 0 },
        ...{ resolution: '2K', running: 0, archived: 0, created_at: AT, updated_at: AT, owner: 'local' },
      },
      assets: [
        {
          ...{ id: ASSET, session_id: SESSION, slot: 'hero', version: 1, role: null, file_name: 'hero.png' },
          ...{ content_type: 'image/png', bytes: 10, sha256: 'a'.repeat(64), width: 4, height: 4 },
          ...{ duration_seconds: null, thumbhash: null, has_preview: 0, made_from: '[]', job_id: JOB, created_at: AT },
        },
      ],
      checkpoints: [],
      jobs: [
        {
          ...{ id: JOB, turn_id: TURN, slot: 'hero', provider: 'fal', provider_id: 'order-1', state: 'stored' },
          ...{ model: 'nano-banana-pro', price_usd: 0.15, billed_usd: null, asset_id: ASSET },
        },
      ],
    },
    files: { [ASSET]: 'a'.repeat(64) },
    books: [{ provider: 'fal', id: 'order-1', jobId: null, inputs: 'i', state: 'succeeded', usd: 0.15 }],
    processes: [],
  }
}

const brokenBy = (change: (evidence: Evidence) => Evidence): string[] => {
  const evidence = change(good())
  return Object.entries(INVARIANTS).flatMap(([name, check]) => (check(evidence).length > 0 ? [name] : []))
}
const withReplay = (evidence: Evidence, replay: LoggedEvent[]): Evidence => ({ ...evidence, replay })
const second = { provider: 'fal', id: 'order-2', jobId: null, inputs: 'i', state: 'succeeded', usd: 0.15 } as const

describe('the invariants', () => {
  it('hold when all is well', () => {
    expect(brokenBy((evidence) => evidence)).toEqual([])
  })

  it('find a log with an event missing, changed, doubled or heard twice', () => {
    expect(
      brokenBy((all) =>
        withReplay(
          all,
          all.replay.filter(({ seq }) => seq !== 4),
        ),
      ),
    ).toContain('logHasNoGap')
    const changed = { seq: 4, event: { type: 'assistant_message', text: 'I made it.' } } as const
    expect(
      brokenBy((all) =>
        withReplay(
          all,
          all.replay.map((one) => (one.seq === 4 ? changed : one)),
        ),
      ),
    ).toContain('logHasNoGap')
    const again = { seq: 8, event: EVENTS[5] as SessionEvent }
    expect(
      brokenBy((all) => {
        const tabs = all.tabs.map((tab) => ({ ...tab, events: new Map([...tab.events, [8, again] as const]) }))
        return { ...all, tabs, replay: [...all.replay, again] }
      }),
    ).toContain('logHasNoGap')
    const troubles = ['Event 3 came after 5.']
    expect(brokenBy((all) => ({ ...all, tabs: all.tabs.map((tab) => ({ ...tab, troubles })) }))).toEqual([
      'logHasNoGap',
    ])
    const deaf = (all: Evidence) => all.tabs.map((tab) => ({ ...tab, events: new Map() }))
    expect(brokenBy((all) => ({ ...all, tabs: deaf(all) }))).toEqual(['logHasNoGap'])
  })

  it('find a tab, or the Session object, that shows something else than a replay', () => {
    const running = (view: SessionView) => ({ ...view, conversation: [] })
    expect(brokenBy((all) => ({ ...all, tabs: all.tabs.map((tab) => ({ ...tab, view: running(tab.view) })) }))).toEqual(
      ['viewsAgree'],
    )
    expect(brokenBy((all) => ({ ...all, view: running(all.view) }))).toEqual(['viewsAgree'])
  })

  it('find a file that is not in R2, or is another', () => {
    expect(brokenBy((all) => ({ ...all, files: {} }))).toEqual(['assetsAreStored'])
    expect(brokenBy((all) => ({ ...all, files: { [ASSET]: 'b'.repeat(64) } }))).toEqual(['assetsAreStored'])
  })

  it('find an order that nobody knows of, unless its answer was lost and the person was told', () => {
    const lost = (all: Evidence) => ({ ...all, books: [...all.books, second] })
    expect(brokenBy(lost)).toEqual(['jobsAreOneOrder'])
    const failed: JobRow = {
      ...job,
      id: `job_${uuid(4)}`,
      state: 'failed',
      provider_ref: null,
      asset_id: null,
      failure: PERHAPS,
    }
    const told = brokenBy((all) => {
      const [log, row] = [numbered([...EVENTS.slice(0, 5), cost(0.3), ...EVENTS.slice(5)]), all.database.jobs[0]]
      const copy = { ...row, id: failed.id, state: 'failed', provider_id: null, asset_id: null }
      return {
        ...lost(all),
        ...{ replay: log.filter(({ seq }) => seq !== 3), view: viewOf(log) },
        tabs: all.tabs.map((tab) => ({ ...tab, events: new Map(log.map((one) => [one.seq, one])), view: viewOf(log) })),
        tables: { ...all.tables, jobs: [job, failed] },
        database: { ...all.database, jobs: [...all.database.jobs, copy] },
      }
    })
    expect(told).toEqual([])
    const cutOff: JobRow = { ...job, provider_ref: null }
    expect(brokenBy((all) => ({ ...all, tables: { ...all.tables, jobs: [cutOff] } }))).toContain('jobsAreOneOrder')
    expect(brokenBy((all) => ({ ...all, books: [] }))).toContain('jobsAreOneOrder')
  })

  it('find what was paid twice', () => {
    const twice: JobRow = { ...job, id: `job_${uuid(4)}`, provider_ref: '{"id":"order-2"}' }
    const both = (jobs: JobRow[]) => (all: Evidence) => ({
      ...all,
      tables: { ...all.tables, jobs },
      books: [...all.books, second],
    })
    expect(brokenBy(both([job, twice]))).toContain('nothingIsPaidTwice')
    expect(brokenBy(both([job, { ...twice, state: 'failed', failure: PERHAPS }]))).not.toContain('nothingIsPaidTwice')
  })

  it('find an edit that was made again from its own result', () => {
    const again = (change: Partial<JobRow> = {}) => {
      const request = JSON.stringify({ ...JSON.parse(job.request), inputs: [ASSET] })
      return { ...job, id: `job_${uuid(4)}`, provider_ref: '{"id":"order-2"}', request, ...change }
    }
    const both = (other: JobRow, usd = 0.15) =>
      brokenBy((all) => ({
        ...all,
        tables: { ...all.tables, jobs: [job, other] },
        books: [...all.books, { ...second, inputs: 'of the result', usd }],
      }))
    expect(both(again())).toContain('nothingIsMadeTwice')
    expect(both(again())).not.toContain('nothingIsPaidTwice')
    // One that the provider failed costs nothing, and in another turn the person has asked for it again.
    expect(both(again({ state: 'failed' }), 0)).not.toContain('nothingIsMadeTwice')
    expect(both(again({ turn_id: `turn_${uuid(5)}` }))).not.toContain('nothingIsMadeTwice')
    expect(both(again({ state: 'failed', failure: PERHAPS }))).not.toContain('nothingIsMadeTwice')
  })

  it('find a ledger that says more or less than the books, and sums that are wrong', () => {
    const cheap = (all: Evidence) => all.books.map((order) => ({ ...order, usd: 0 }))
    expect(brokenBy((all) => ({ ...all, books: cheap(all) }))).toEqual(['spendIsTrue'])
    const spend = { turnUsd: 0.15, sessionUsd: 0.2 }
    expect(brokenBy((all) => ({ ...all, view: { ...all.view, spend } }))).toContain('spendIsTrue')
  })

  it('find a turn without an end, and an end without a turn', () => {
    expect(brokenBy((all) => withReplay(all, all.replay.slice(0, -1)))).toContain('turnsAreOver')
    const running = [{ id: TURN, state: 'running' }]
    expect(brokenBy((all) => ({ ...all, tables: { ...all.tables, turns: running } }))).toEqual(['turnsAreOver'])
    expect(brokenBy((all) => withReplay(all, all.replay.slice(1)))).toContain('turnsAreOver')
  })

  it('find a process that is left over', () => {
    expect(brokenBy((all) => ({ ...all, processes: ['17 agent-runner'] }))).toEqual(['nothingIsLeftOver'])
  })

  it('find a place that nobody gave back, and let one pass whose job may still be made', () => {
    const held = (all: Evidence) => ({ ...all, places: all.tables.jobs.map(({ id }) => id) })
    expect(brokenBy(held)).toEqual(['nothingIsLeftOver'])
    const brokenOf = (code: string) => {
      const failure = JSON.stringify({ code, message: 'Late.', hint: 'Wait.' })
      return brokenBy((all) =>
        held({ ...all, tables: { ...all.tables, jobs: all.tables.jobs.map((job) => ({ ...job, failure })) } }),
      )
    }
    expect(brokenOf('job_timed_out')).not.toContain('nothingIsLeftOver')
    expect(brokenOf('result_lost')).toContain('nothingIsLeftOver')
  })

  it('find what D1 has otherwise, has not, or has besides', () => {
    const database = (change: (rows: Evidence['database']) => Partial<Evidence['database']>) =>
      brokenBy((all) => ({ ...all, database: { ...all.database, ...change(all.database) } }))
    expect(database(() => ({ session: undefined }))).toEqual(['databaseAgrees'])
    expect(database(({ session }) => ({ session: { ...session, spent_usd: 0 } }))).toEqual(['databaseAgrees'])
    expect(database(() => ({ assets: [] }))).toEqual(['databaseAgrees'])
    expect(database(({ jobs }) => ({ jobs: jobs.map((row) => ({ ...row, state: 'running' })) }))).toEqual([
      'databaseAgrees',
    ])
    expect(database(() => ({ checkpoints: [{ id: 'cp_none' }] }))).toEqual(['databaseAgrees'])
    expect(brokenBy((all) => ({ ...all, tables: { ...all.tables, outbox: 1 } }))).toEqual(['databaseAgrees'])
  })
})

/** A second price of the same size, after the first. */
function cost(sum: number): SessionEvent {
  return { type: 'cost', item: 'hero', usd: 0.15, turnUsd: sum, sessionUsd: sum }
}
