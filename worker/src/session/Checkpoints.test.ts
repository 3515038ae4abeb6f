import { Problem, StageEnded, TurnStarted } from '@fashion-shoot/protocol'
import { afterAll, expect, it } from 'vitest'
import { photo, post } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { host, worker, api, openTurn, view, close } = await startScriptedWorker()
afterAll(close)

/** A shoot whose hero waits for a decision. */
async function waiting(): Promise<{ turn: OpenTurn; address: string }> {
  const turn = await openTurn('go')
  await turn.put('hero', await photo(300, 200))
  const { checkpoint } = StageEnded.parse(await (await turn.send('/checkpoints', { stage: 'hero' })).json())
  await turn.end()
  return { turn, address: `${api}/sessions/${turn.sessionId}/checkpoints/${checkpoint.id}` }
}

it('is decided once, though two answer at once, and the second is told what was decided and when', async () => {
  const { turn, address } = await waiting()
  // The turn that the first answer begins does not end: the second is told of the decision all the same.
  host.script = async () => undefined
  const answers = await Promise.all([
    post(address, { decision: 'approve', note: 'Lovely.' }),
    post(address, { decision: 'revise', note: 'Darker.' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  const { checkpoints, conversation } = await view(turn.sessionId)
  const [decided] = checkpoints
  const second = answers.find(({ status }) => status === 409)
  const problem = Problem.parse(await second?.json())
  expect(problem).toMatchObject({ code: 'checkpoint_decided', checkpoint: decided })
  expect(problem.detail).toContain(decided?.note)
  expect(problem.detail).toContain(new Date(decided?.decidedAt ?? 0).toUTCString())
  expect(conversation.filter(({ kind }) => kind === 'person')).toHaveLength(2)
  await expect
    .poll(async () => {
      const database = await worker.database()
      return await database.prepare('SELECT state FROM checkpoints WHERE id = ?').bind(decided?.id).first('state')
    })
    .toBe(decided?.state)
})

it('is the same one for a turn that ends the same stage twice, because the first answer was lost', async () => {
  const turn = await openTurn('go')
  await turn.put('hero', await photo(300, 200))
  const end = async () => StageEnded.parse(await (await turn.send('/checkpoints', { stage: 'hero' })).json())
  const first = await end()
  expect(await end()).toEqual(first)
  await turn.put('hero', await photo(301, 200))
  const other = await end()
  expect(other.checkpoint.id).not.toBe(first.checkpoint.id)
  expect((await view(turn.sessionId)).checkpoints.map(({ state }) => state)).toEqual(['superseded', 'pending'])
  await turn.end()
})

it('is opened for a stage that a turn completed when the turn is over before it could say so, and for no other', async () => {
  const turn = await openTurn('go')
  await turn.put('hero', await photo(300, 200))
  await turn.end()
  const { checkpoints, slots } = await view(turn.sessionId)
  expect(checkpoints).toMatchObject([{ stage: 'hero', state: 'pending', assetIds: [slots.hero?.activeId] }])
  // Nothing new is made in the next turn, and part of a stage is no stage.
  const next = await openTurn('go on', turn.sessionId)
  await next.put('contact_sheet', await photo(480, 320))
  await next.send('/checkpoints', { stage: 'contact_sheet' })
  await next.end()
  const last = await openTurn('go on', turn.sessionId)
  await last.put('frame_1', await photo(480, 320))
  await last.end()
  const stages = (await view(turn.sessionId)).checkpoints.map(({ stage, state }) => [stage, state])
  expect(stages).toEqual([
    ['hero', 'approved'],
    ['contact_sheet', 'approved'],
  ])
})

it('is opened again after a change of which nothing came', async () => {
  const { turn, address } = await waiting()
  const hero = (await view(turn.sessionId)).slots.hero?.activeId
  host.script = async (_, say) => say({ t: 'done', end: 'completed' })
  expect((await post(address, { decision: 'revise', note: 'Warmer.' })).status).toBe(202)
  const asked = async () =>
    (await view(turn.sessionId)).checkpoints.map(({ state, assetIds }) => [state, assetIds[0] === hero])
  await expect.poll(asked).toEqual([
    ['revised', true],
    ['pending', true],
  ])
})

it('is not opened for a stage of which a turn that was stopped has made a part anew', async () => {
  const turn = await openTurn('go')
  await turn.send('/stops', { stops: 'never' })
  const sheetOf = async (width: number) => {
    await turn.put('hero', await photo(300, 200))
    const put = await turn.put('contact_sheet', await photo(width, 320))
    return ((await put.json()) as { id: string }).id
  }
  const cut = async (from: OpenTurn, sheet: string, frames: number[]) => {
    for (const n of frames) await from.put(`frame_${n}`, await photo(300 + n, 200), { madeFrom: [sheet] })
  }
  await cut(turn, await sheetOf(480), [1, 2, 3, 4, 5, 6])
  await turn.end()
  expect((await view(turn.sessionId)).checkpoints).toMatchObject([{ stage: 'frames' }])
  const next = await openTurn('go on', turn.sessionId)
  await cut(next, await sheetOf(600), [1, 2, 3])
  expect((await post(`${api}/sessions/${turn.sessionId}/cancel`, {})).status).toBe(202)
  await expect.poll(async () => (await view(turn.sessionId)).running).toBe(false)
  const { checkpoints, slots } = await view(turn.sessionId)
  const sheet = { stage: 'contact_sheet', turnId: next.turnId, assetIds: [slots.contact_sheet?.activeId] }
  expect(checkpoints).toMatchObject([{ stage: 'frames' }, sheet])
})

it('that has waited for a month can be approved: the work goes on with a token that is good again', async () => {
  const { turn, address } = await waiting()
  await worker.queryObject(turn.sessionId, `UPDATE about SET token_expires_at = ${Date.now() - 30 * 86_400_000}`)
  expect((await turn.call('/shoot')).status).toBe(401)
  const begun = Promise.withResolvers<{ gatewayUrl: string; gatewayToken: string }>()
  host.script = async (next) => {
    if (next.sessionId === turn.sessionId) begun.resolve(next)
  }
  const approved = await post(address, { decision: 'approve' })
  expect(approved.status).toBe(202)
  TurnStarted.parse(await approved.json())
  const { gatewayUrl, gatewayToken } = await begun.promise
  const state = await fetch(`${gatewayUrl}/shoot`, { headers: { authorization: `Bearer ${gatewayToken}` } })
  expect(await state.json()).toMatchObject({ checkpoints: [{ stage: 'hero', state: 'approved' }] })
})

it('names the price of what comes next anew once another version counts', async () => {
  const turn = await openTurn('go')
  await turn.send('/stops', { stops: 'never' })
  const put = async (slot: string, madeFrom: string[], width = 300) =>
    ((await (await turn.put(slot, await photo(width, 200), { madeFrom })).json()) as { id: string }).id
  const sheet = await put('contact_sheet', [await put('hero', [])])
  const frames: string[] = []
  for (const n of [1, 2, 3, 4, 5, 6]) frames.push(await put(`frame_${n}`, [sheet]))
  for (const n of [1, 2, 3, 4, 5]) await put(`clip_${n}`, [frames[n - 1] ?? '', frames[n] ?? ''])
  await turn.send('/stops', { stops: 'every_stage' })
  await put('frame_2', [frames[1] ?? ''], 310)
  await turn.send('/checkpoints', { stage: 'frames' })
  const nextUsd = async () => (await view(turn.sessionId)).checkpoints.at(-1)?.nextUsd
  expect(await nextUsd()).toBeCloseTo(0.7)
  await post(`${api}/sessions/${turn.sessionId}/slots/frame_2/active`, { version: 1 })
  expect(await nextUsd()).toBe(0)
})
