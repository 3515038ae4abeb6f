import { type Checkpoint, type Job, PlanAnswer, Problem } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { post } from '../../../test/client.ts'
import type { OpenTurn } from '../../../test/openTurn.ts'
import { begin, finish, hero, isOrder, startJobStage } from '../../../test/startJobStage.ts'

const stage = await startJobStage()
const { api, open, decide, view } = stage
afterAll(stage.close)

/** What the image service was asked for. */
const orders: { prompt: string; resolution: string }[] = []
stage.imageFaults = (request) => {
  if (isOrder(request))
    void request
      .clone()
      .json()
      .then((order) => orders.push(order as (typeof orders)[number]))
  return undefined
}

async function propose(turn: OpenTurn, ...requests: object[]): Promise<PlanAnswer> {
  return PlanAnswer.parse(await (await turn.send('/plans', { requests })).json())
}

async function requireWaiting(answer: PlanAnswer): Promise<Checkpoint> {
  if (answer.state !== 'waits') throw new Error('Nothing waits for the person.')
  return answer.checkpoint
}

/** A shoot in which the person wants to see first what is ordered, and a plan of its hero that waits. */
async function planned(request: object = hero): Promise<{ turn: OpenTurn; waiting: Checkpoint }> {
  const turn = await open()
  await turn.send('/stops', { stops: 'before_paid' })
  return { turn, waiting: await requireWaiting(await propose(turn, request)) }
}

async function made(turn: OpenTurn, request: unknown): Promise<Job> {
  return await finish(turn, await begin(turn, request))
}

it('is asked for before anything is ordered, with a price and what may be chosen, and stands in D1', async () => {
  const turn = await open()
  await turn.send('/stops', { stops: 'before_paid' })
  const refused = await turn.send('/jobs', hero)
  expect([refused.status, Problem.parse(await refused.json()).code]).toEqual([409, 'plan_needed'])
  const waiting = await requireWaiting(await propose(turn, hero))
  expect(waiting).toMatchObject({ stage: 'hero', state: 'pending', assetIds: [], nextUsd: null })
  expect(waiting.plan).toMatchObject({ totalUsd: 0.15, approvedIn: null })
  const [order] = waiting.plan?.orders ?? []
  expect(order).toMatchObject({ request: hero, model: 'nano-banana-pro', priceUsd: 0.15 })
  expect(order?.variants).toHaveLength(30)
  expect(order?.variants).toContainEqual({ aspectRatio: '21:9', resolution: '4K', priceUsd: 0.3 })
  expect(await requireWaiting(await propose(turn, hero))).toEqual(waiting)
  // Whatever else that turn would do waits too.
  const other = await turn.send('/plans', { requests: [{ ...hero, prompt: 'Another.' }] })
  expect(Problem.parse(await other.json()).code).toBe('checkpoint_pending')
  await turn.end()
  await stage.projected(turn.sessionId)
  const row = 'SELECT plan FROM checkpoints WHERE id = ?'
  const plan = await (await stage.worker.database()).prepare(row).bind(waiting.id).first('plan')
  expect(JSON.parse(String(plan))).toEqual(waiting.plan)
})

it('is ordered as the person has changed it, once', async () => {
  const { turn, waiting } = await planned()
  await turn.end()
  const answers = (edits: object[]) =>
    post(`${api}/sessions/${turn.sessionId}/checkpoints/${waiting.id}`, { decision: 'approve', edits })
  const codes = await Promise.all(
    [
      [{ slot: 'hero', durationSeconds: 5 }],
      [{ slot: 'clip_1', prompt: 'No such order.' }],
      [{ slot: 'hero', prompt: 'x'.repeat(8001) }],
    ].map(async (edits) => Problem.parse(await (await answers(edits)).json()).code),
  )
  expect(codes).toEqual(['not_offered', 'invalid_request', 'invalid_request'])

  const edits = [{ slot: 'hero', prompt: 'Rain on the glass.', resolution: '4K' } as const]
  const next = await decide(turn.sessionId, waiting.id, { decision: 'approve', edits })
  expect((await answers([])).status).toBe(409)
  const wanted = { ...hero, prompt: 'Rain on the glass.', resolution: '4K' }
  // The director need not find the same words again.
  const answer = { state: 'approved', requests: [wanted] }
  expect(await propose(next, { ...hero, prompt: 'In other words.' })).toEqual(answer)
  expect(Problem.parse(await (await next.send('/jobs', hero)).json()).code).toBe('plan_needed')
  const job = await made(next, wanted)
  expect(job).toMatchObject({ state: 'stored', priceUsd: 0.3 })
  expect(orders.at(-1)).toMatchObject({ prompt: 'Rain on the glass.', resolution: '4K' })
  // As after an answer that got lost.
  expect(await propose(next, hero)).toEqual(answer)
  expect((await made(next, wanted)).id).toBe(job.id)
  await next.send('/checkpoints', { stage: 'hero' })
  await next.end()

  const later = await open(turn.sessionId)
  expect(Problem.parse(await (await later.send('/jobs', wanted)).json()).code).toBe('plan_needed')
  expect((await propose(later, hero)).state).toBe('waits')
  await later.end()
  const { checkpoints, spend } = await view(turn.sessionId)
  expect(checkpoints.map(({ plan, state }) => [plan !== undefined, state])).toEqual([
    [true, 'approved'],
    [false, 'revised'],
    [true, 'pending'],
  ])
  expect(checkpoints[0]?.plan).toMatchObject({ totalUsd: 0.3, approvedIn: next.turnId, orders: [{ proposed: hero }] })
  expect(spend.sessionUsd).toBe(0.3)
})

it('is approved by words where the turn that they begin asks for just that, and serves again after a failure', async () => {
  const refusedOnce = { ...hero, prompt: 'A hero that is refused at first.' }
  const { turn } = await planned(refusedOnce)
  await turn.end()
  const faults = stage.imageFaults
  stage.imageFaults = (request) =>
    isOrder(request) ? { modelError: 'content_policy_violation', charged: false } : undefined
  const next = await open(turn.sessionId)
  expect(await propose(next, refusedOnce)).toEqual({ state: 'approved', requests: [refusedOnce] })
  expect((await made(next, refusedOnce)).state).toBe('failed')
  await next.end()
  stage.imageFaults = faults
  const later = await open(turn.sessionId)
  expect((await propose(later, refusedOnce)).state).toBe('approved')
  expect((await made(later, refusedOnce)).state).toBe('stored')
  await later.end()
  const [plan] = (await view(turn.sessionId)).checkpoints
  expect(plan).toMatchObject({ state: 'approved', note: 'go', plan: { approvedIn: next.turnId } })
})

it('serves again with what the person has changed, though the shoot goes on in the size that they chose', async () => {
  const { turn, waiting } = await planned({ ...hero, prompt: 'A hero that fails.' })
  await turn.end()
  const faults = stage.imageFaults
  stage.imageFaults = (request) => (isOrder(request) ? { modelError: 'content_policy_violation' } : undefined)
  const edits = [{ slot: 'hero', prompt: 'As I wrote it.', resolution: '4K' } as const]
  const next = await decide(turn.sessionId, waiting.id, { decision: 'approve', edits })
  const wanted = { ...hero, prompt: 'As I wrote it.', resolution: '4K' }
  expect((await made(next, wanted)).state).toBe('failed')
  await next.end()
  stage.imageFaults = faults
  const later = await open(turn.sessionId)
  const again = { ...hero, prompt: 'A hero that fails.', resolution: '4K' }
  expect(await propose(later, again)).toEqual({ state: 'approved', requests: [wanted] })
  expect((await propose(later, { ...again, prompt: 'Another wish.' })).state).toBe('waits')
  await later.end()
})

it('waits once more where it was sent back and nothing came of that, and is replaced by another one', async () => {
  const { turn, waiting } = await planned()
  await turn.end()
  const back = await decide(turn.sessionId, waiting.id, { decision: 'revise', note: 'Why so dear?' })
  await back.end()
  const states = async () => (await view(turn.sessionId)).checkpoints.map(({ state }) => state)
  expect(await states()).toEqual(['revised', 'pending'])
  const next = await open(turn.sessionId)
  const other = await requireWaiting(await propose(next, { ...hero, resolution: '2K' }))
  expect(other.plan?.orders).toMatchObject([{ request: { resolution: '2K' } }])
  expect(await states()).toEqual(['revised', 'revised', 'pending'])
  await next.end()
})
