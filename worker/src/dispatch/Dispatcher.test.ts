import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { begin, finish, hero, isOrder, type JobStage, startJobStage } from '../../test/startJobStage.ts'
import { startWorker } from '../../test/startWorker.ts'

let stage: JobStage
let stateDir: string

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
  stage = await startJobStage(stateDir, { FAL_CONCURRENCY: '2', DAILY_BUDGET_USD: '20' })
})
afterAll(async () => {
  await stage.close()
  await rm(stateDir, { recursive: true })
})
beforeEach(() => {
  stage.imageFaults = () => undefined
})

/** Pictures that differ in their words. */
const pictures = (...words: string[]) => words.map((prompt) => ({ ...hero, prompt }))

const places = () => stage.worker.queryDispatcher('SELECT job_id, is_held FROM places')
const spent = async () => {
  const [row] = await stage.worker.queryDispatcher('SELECT total(usd) AS usd FROM spend')
  return (row as { usd: number }).usd
}
const message = async ({ sessionId }: OpenTurn) => (await stage.view(sessionId)).slots.hero?.progress?.message

/** Has the service answer no order until it is let go; returns what has been ordered, in that order. */
function holdOrders(): { ordered: string[]; letGo: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const ordered: string[] = []
  stage.imageFaults = (request) => {
    if (!isOrder(request)) return undefined
    void readPrompt(request.clone()).then((prompt) => ordered.push(prompt))
    return { heldUntil: promise }
  }
  return { ordered, letGo: resolve }
}

async function readPrompt(request: Request): Promise<string> {
  return ((await request.json()) as { prompt: string }).prompt
}

describe('two shoots', () => {
  it('never have more jobs at a service than it may have, and the second does not wait until the first is done', async () => {
    const { ordered, letGo } = holdOrders()
    const [first, second] = [await stage.open(), await stage.open()]
    const jobs: { turn: OpenTurn; job: Awaited<ReturnType<typeof begin>> }[] = []
    const order = async (turn: OpenTurn, words: string[]) => {
      for (const picture of pictures(...words)) jobs.push({ turn, job: await begin(turn, picture) })
    }
    await order(first, ['no. a1', 'no. a2', 'no. a3', 'no. a4', 'no. a5'])
    await expect.poll(() => ordered.length).toBe(2)
    await order(second, ['no. b1', 'no. b2', 'no. b3', 'no. b4', 'no. b5'])
    await expect.poll(() => message(second)).toBe('waits for a place: others are being made first')
    await expect.poll(async () => (await places()).length).toBe(10)
    let most = 0
    const watch = setInterval(() => {
      const open = stage.photographer.books().requests.filter(({ state }) => state !== 'succeeded')
      most = Math.max(most, open.length)
    }, 5)
    letGo()
    const ends = await Promise.all(jobs.map(({ turn, job }) => finish(turn, job)))
    clearInterval(watch)
    expect(ends.map(({ state }) => state)).toEqual(Array(10).fill('stored'))
    expect(most).toBeLessThanOrEqual(2)
    expect(ordered.slice(2, 4)).toContain('no. b1')
    await expect.poll(places).toEqual([])
    expect(await spent()).toBeCloseTo(1.5)
  })
})

describe('a place', () => {
  /** Two places that one shoot has, for work that ends so, and a picture of another's that waits. */
  async function allTaken(end: { stall: true } | { modelError: 'content_policy_violation' }) {
    const before = await spent()
    const toEnd = Promise.withResolvers<void>()
    stage.imageFaults = (request) => {
      if (isOrder(request)) return end
      const isAsked = request.url.includes('/status') && !request.url.includes('00000000-0000')
      return isAsked && 'modelError' in end ? { heldUntil: toEnd.promise } : undefined
    }
    const [holder, waiter] = [await stage.open(), await stage.open()]
    const held = [await begin(holder, pictures('one')[0]), await begin(holder, pictures('two')[0])]
    const state = async ({ id }: { id: string }) => (await stage.row(holder.sessionId, id)).state
    for (const job of held) await expect.poll(() => state(job)).toMatch(/submitted|running/)
    const waiting = await begin(waiter, hero)
    await expect.poll(() => message(waiter)).toContain('waits for a place')
    stage.imageFaults = () => undefined
    return { before, holder, waiter, held, waiting, letEnd: toEnd.resolve }
  }

  it.each([
    ['is stopped', ({ sessionId }: OpenTurn) => stage.stop(sessionId)],
    [
      'is deleted with its shoot',
      async ({ sessionId }: OpenTurn) => {
        const answer = await fetch(`${stage.worker.url}/api/sessions/${sessionId}`, { method: 'DELETE' })
        expect(answer.status).toBe(204)
      },
    ],
  ])('goes to who waits as soon as a job that has one %s, and so does its price', async (_, end) => {
    const { before, holder, waiter, waiting } = await allTaken({ stall: true })
    await end(holder)
    expect((await finish(waiter, waiting)).state).toBe('stored')
    await expect.poll(places).toEqual([])
    expect((await spent()) - before).toBeCloseTo(0.15)
  })

  it('goes to who waits as soon as a job that has one fails', async () => {
    const { waiter, held, holder, waiting, letEnd } = await allTaken({ modelError: 'content_policy_violation' })
    letEnd()
    for (const job of held) expect((await finish(holder, job)).state).toBe('failed')
    expect((await finish(waiter, waiting)).state).toBe('stored')
    await expect.poll(places).toEqual([])
  })

  it('that nobody could ask for or give back, is asked for and given back when that can be, and nothing is made twice', async () => {
    const turn = await stage.open()
    const since = stage.photographer.books().requests.length
    const job = await begin(turn, hero)
    await stage.worker.queryDispatcher('ALTER TABLE places RENAME TO lost')
    await finish(turn, job)
    const next = await begin(turn, pictures('next')[0])
    await expect.poll(() => message(turn)).toBe('waits for a place')
    await stage.worker.queryDispatcher('ALTER TABLE lost RENAME TO places')
    expect((await finish(turn, next)).state).toBe('stored')
    await expect.poll(places, { timeout: 10_000 }).toEqual([])
    expect(stage.photographer.books().requests.slice(since)).toHaveLength(2)
  })

  it('outlives the objects, and that all is forgotten does no harm', async () => {
    const { holder, waiter, held, waiting } = await allTaken({ stall: true })
    await stage.worker.resetObjects()
    await expect.poll(places).toHaveLength(3)
    await stage.worker.queryDispatcher('DELETE FROM places')
    await stage.worker.queryDispatcher('DELETE FROM spend')
    await stage.stop(holder.sessionId)
    for (const job of held) expect((await finish(holder, job)).state).toBe('cancelled')
    await stage.rewrite(waiter.sessionId, 'SELECT 1')
    expect((await finish(waiter, waiting)).state).toBe('stored')
    await expect.poll(places).toEqual([])
  })
})

it('refuses a job that would pass what may be spent in a day, in words, and goes on when it may be more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'worker-state-'))
  const open = (url: string, sessionId?: string) => openTurn(`${url}/api`, stage.host, 'go', sessionId)
  const first = await startWorker({ ...stage.vars, DAILY_BUDGET_USD: '0.4' }, folder)
  const turn = await open(first.url)
  const [one, two, three] = await Promise.all(pictures('one', 'two', 'three').map((each) => begin(turn, each)))
  try {
    const ends = await Promise.all([one, two, three].map((job) => finish(turn, job as NonNullable<typeof job>)))
    expect(ends.map(({ state }) => state).sort()).toEqual(['failed', 'stored', 'stored'])
    const failure = ends.find(({ state }) => state === 'failed')?.failure
    expect(failure).toMatchObject({ code: 'daily_cap', charged: 'no', retryable: true })
    expect(failure?.hint).toContain('DAILY_BUDGET_USD')
    const { view } = (await (await fetch(`${first.url}/api/sessions/${turn.sessionId}`)).json()) as {
      view: { conversation: object[]; spend: { sessionUsd: number } }
    }
    expect(view.conversation).toContainEqual(expect.objectContaining({ kind: 'error', code: 'daily_cap' }))
    expect(view.spend.sessionUsd).toBe(0.3)
  } finally {
    await first.close()
  }
  const second = await startWorker({ ...stage.vars, DAILY_BUDGET_USD: '0.5' }, folder)
  try {
    const next = await open(second.url)
    expect((await finish(next, await begin(next, hero))).state).toBe('stored')
    expect((await finish(next, await begin(next, pictures('more')[0]))).failure?.code).toBe('daily_cap')
  } finally {
    await second.close()
    await rm(folder, { recursive: true })
  }
})
