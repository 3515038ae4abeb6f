import { Estimate, openShortfall, SessionSummary, ShootState, Spend } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { photo, post } from '../../test/client.ts'
import { begin, finish, hero, type JobStage, startJobStage } from '../../test/startJobStage.ts'

let stage: JobStage
let api: string

beforeAll(async () => {
  stage = await startJobStage()
  api = `${stage.worker.url}/api`
})
afterAll(() => stage.close())

const create = async (options: object) =>
  SessionSummary.parse(await (await post(`${api}/sessions`, { options })).json())
const patch = async (id: string, changes: object) =>
  await fetch(`${api}/sessions/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  })
const spendOf = async (id: string) => Spend.parse(await (await fetch(`${api}/sessions/${id}/spend`)).json())

it('refuses what would pass the budget before anything is ordered, says so once, and goes on when it is raised', async () => {
  const { id } = await create({ budgetUsd: 0.4 })
  const turn = await stage.open(id)
  for (const prompt of ['one', 'two']) await finish(turn, await begin(turn, { ...hero, prompt }))
  const ordered = stage.photographer.books().requests.length
  for (const prompt of ['three', 'four']) {
    const refused = await turn.send('/jobs', { ...hero, prompt })
    expect(refused.status).toBe(402)
    expect(await refused.json()).toMatchObject({
      code: 'over_budget',
      detail: "The hero costs $0.15; $0.10 of this shoot's budget is left.",
    })
  }
  expect(stage.photographer.books().requests.length).toBe(ordered)
  const told = async () =>
    (await stage.view(id)).conversation.filter((item) => item.kind === 'error' && item.code === 'over_budget')
  // What is spent, the hero that was refused, a sheet, five clips, and what the director says of them.
  const shortfall = { neededUsd: 0.15, spentUsd: 0.3, budgetUsd: 0.4, leftUsd: 0.1, enoughUsd: 3 }
  expect(await told()).toMatchObject([
    { hint: expect.stringContaining('Raise the budget to $3'), retryable: true, shortfall },
  ])
  expect(openShortfall(await stage.view(id))).toEqual(shortfall)
  expect(await (await patch(id, { budgetUsd: 0.29 })).json()).toMatchObject({
    code: 'budget_too_low',
    detail: '$0.30 is spent already, with what is under way: a budget is at least that.',
  })
  expect((await patch(id, { budgetUsd: 0.3 })).status).toBe(200)
  expect((await patch(id, { budgetUsd: 0.45 })).status).toBe(200)
  expect((await stage.view(id)).budgetUsd).toBe(0.45)
  expect(await told()).toMatchObject([{ shortfall: { budgetUsd: 0.45, leftUsd: 0.15 } }])
  expect(openShortfall(await stage.view(id))).toBeUndefined()
  expect(await finish(turn, await begin(turn, { ...hero, prompt: 'three' }))).toMatchObject({ state: 'stored' })
  await turn.end()
})

it('tells where the money went: job by job, and nothing for what failed free of charge', async () => {
  const { id } = await create({})
  const turn = await stage.open(id)
  await finish(turn, await begin(turn, hero))
  stage.imageFaults = () => ({ modelError: 'content_policy_violation' })
  await finish(turn, await begin(turn, { ...hero, prompt: 'refused' }))
  stage.imageFaults = () => undefined
  expect(await spendOf(id)).toMatchObject({
    budgetUsd: 10,
    spentUsd: 0.15,
    modelUsd: 0,
    stages: [{ stage: 'hero', estimateUsd: 0.3, spentUsd: 0.15 }],
    jobs: [
      { slot: 'hero', model: 'nano-banana-pro', resolution: '1K', state: 'stored', spentUsd: 0.15 },
      { state: 'failed', estimateUsd: 0.15, spentUsd: 0 },
    ],
  })
  await turn.end()
})

it('says at a checkpoint what the next stage is likely to cost, with the models of the shoot', async () => {
  const { id } = await create({ imageModel: 'nano-banana-2', clipModel: 'kling-v2-5-turbo' })
  const turn = await stage.open(id)
  const nextUsd = async (of: string) => {
    const answer = await turn.send('/checkpoints', { stage: of })
    return ((await answer.json()) as { checkpoint: { nextUsd: number | null } }).checkpoint.nextUsd
  }
  await turn.send('/stops', { stops: 'never' })
  await turn.put('hero', await photo(480, 320))
  expect(await nextUsd('hero')).toBe(0.12)
  await finish(turn, await begin(turn, hero))
  expect(await nextUsd('hero')).toBe(0.08)
  // As the sheet is then ordered.
  expect(await (await turn.call('/shoot')).json()).toMatchObject({ resolution: '1K' })
  await turn.put('contact_sheet', await photo(480, 320))
  expect(await nextUsd('contact_sheet')).toBe(0)
  for (const n of [1, 2, 3, 4, 5, 6]) await turn.put(`frame_${n}`, await photo(480, 320))
  expect(await nextUsd('frames')).toBeCloseTo(1.75)
  await turn.end()
})

it('goes on in the most that another image model makes, at the price that it has said', async () => {
  const { id } = await create({})
  const turn = await stage.open(id)
  await turn.send('/stops', { stops: 'never' })
  stage.imageFaults = () => ({ modelError: 'content_policy_violation' })
  await finish(turn, await begin(turn, { ...hero, resolution: '4K' }))
  stage.imageFaults = () => undefined
  await turn.put('hero', await photo(480, 320))
  expect(SessionSummary.parse(await (await patch(id, { imageModel: 'flux-2-pro' })).json()).resolution).toBe('2K')
  const { checkpoint } = (await (await turn.send('/checkpoints', { stage: 'hero' })).json()) as {
    checkpoint: { nextUsd: number }
  }
  const { resolution, slots } = ShootState.parse(await (await turn.call('/shoot')).json())
  const inputs = slots.flatMap(({ active }) => active.id)
  const sheet = await begin(turn, { ...hero, slot: 'contact_sheet', inputs, aspectRatio: '3:2', resolution })
  expect(sheet.priceUsd).toBeCloseTo(checkpoint.nextUsd)
  expect(await finish(turn, sheet)).toMatchObject({ state: 'stored' })
  await turn.end()
})

it('says what a whole shoot costs before there is one, and takes no budget that is none', async () => {
  const read = async (query: string) => Estimate.parse(await (await fetch(`${api}/estimate${query}`)).json())
  expect(await read('')).toMatchObject({ imageModel: 'nano-banana-pro', totalUsd: 2.05, budgetUsd: 10 })
  expect((await read('?resolution=4K')).stages.hero).toBe(0.3)
  expect((await read('?clipModel=kling-v3')).stages.clips).toBeCloseTo(2.8)
  const { id } = await create({})
  for (const budgetUsd of [0, -1, 'ten']) expect((await patch(id, { budgetUsd })).status).toBe(400)
  expect(await (await patch(id, { budgetUsd: 1e9 })).json()).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('A budget is more than $0 and at most $10,000.'),
  })
})
