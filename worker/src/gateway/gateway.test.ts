import { Asset, Problem, type SessionView, ShootState, StageEnded } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import { openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let host: ScriptedHost
let worker: RunningWorker
let api: string

beforeAll(async () => {
  host = await startScriptedHost()
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token })
  api = `${worker.url}/api`
})
afterAll(async () => {
  await worker.close()
  await host.close()
})

const problem = async (response: Response) => Problem.parse(await response.json())
const view = async (id: string) => ((await (await fetch(`${api}/sessions/${id}`)).json()) as { view: SessionView }).view

describe('the token', () => {
  it('opens its own session and nothing else', async () => {
    const [mine, other] = [await openTurn(api, host, 'mine'), await openTurn(api, host, 'other')]
    expect((await mine.call('/shoot')).status).toBe(200)
    const gateway = `${worker.url}/gateway`
    const forged = `${other.sessionId}.${'0'.repeat(64)}`
    for (const authorization of ['', 'Bearer ', 'Bearer x', `Bearer ${mine.sessionId}.`, `Bearer ${forged}`]) {
      const response = await fetch(`${gateway}/shoot`, { headers: { authorization } })
      expect(await problem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    }
    const model = await fetch(`${gateway}/model/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${forged}` },
    })
    expect(model.status).toBe(401)
  })
})

describe('files', () => {
  it('are kept when the bucket has confirmed them, once however often they are sent, and read back', async () => {
    const turn = await openTurn(api, host, 'go')
    const bytes = await photo(300, 200)
    const first = Asset.parse(await (await turn.put('hero', bytes)).json())
    expect(first).toMatchObject({ slot: 'hero', version: 1, bytes: bytes.length, fileName: 'hero.png' })
    const again = Asset.parse(await (await turn.put('hero', bytes)).json())
    expect(again.id).toBe(first.id)
    const read = await turn.call(`/files/${first.id}`)
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true)
    const second = Asset.parse(await (await turn.put('hero', await photo(301, 200))).json())
    expect(second.version).toBe(2)
    expect((await view(turn.sessionId)).slots.hero).toEqual({ activeId: second.id, versions: [first.id, second.id] })
  })

  it('are refused, and leave nothing behind, when they are not what their hash says', async () => {
    const turn = await openTurn(api, host, 'go')
    const bucket = await worker.bucket()
    const before = (await bucket.list()).objects.length
    const response = await turn.put('hero', await photo(300, 200), { sha256: 'a'.repeat(64) })
    expect(await problem(response)).toMatchObject({ status: 422, code: 'storage_refused' })
    expect((await bucket.list()).objects.length).toBe(before)
    expect((await view(turn.sessionId)).slots.hero).toBeUndefined()
  })

  it('of another session are not there', async () => {
    const [mine, other] = [await openTurn(api, host, 'mine'), await openTurn(api, host, 'other')]
    const theirs = Asset.parse(await (await other.put('hero', await photo(300, 200))).json())
    expect(await problem(await mine.call(`/files/${theirs.id}`))).toMatchObject({ code: 'unknown_asset' })
    const used = await mine.put('hero', await photo(300, 200), { madeFrom: [theirs.id] })
    expect(await problem(used)).toMatchObject({ code: 'unknown_asset' })
  })

  it('need a running turn and a stage that can be reached', async () => {
    const turn = await openTurn(api, host, 'go')
    const early = await problem(await turn.put('contact_sheet', await photo(300, 200)))
    expect(early).toMatchObject({ status: 409, code: 'stage_unreachable' })
    expect(early.detail).toContain('hero')
    await turn.end()
    expect(await problem(await turn.put('hero', await photo(300, 200)))).toMatchObject({ status: 409, code: 'no_turn' })
  })
})

describe('checkpoints', () => {
  const endStage = async (turn: Awaited<ReturnType<typeof openTurn>>, stage: string) =>
    StageEnded.parse(await (await turn.send('/checkpoints', { stage })).json())

  it('stop the director until the person has decided, once', async () => {
    const turn = await openTurn(api, host, 'go')
    expect(await problem(await turn.send('/checkpoints', { stage: 'hero' }))).toMatchObject({
      code: 'stage_unreachable',
    })
    await turn.put('hero', await photo(300, 200))
    const { checkpoint, endTurn } = await endStage(turn, 'hero')
    expect(endTurn).toBe(true)
    const ahead = await problem(await turn.put('contact_sheet', await photo(600, 200)))
    expect(ahead).toMatchObject({ status: 409, code: 'checkpoint_pending' })
    const decide = (body: unknown) => post(`${api}/sessions/${turn.sessionId}/checkpoints/${checkpoint.id}`, body)
    expect(await problem(await decide({ decision: 'approve' }))).toMatchObject({ code: 'turn_running' })
    await turn.end()
    host.script = async (_, say) => say({ t: 'done', end: 'completed' })
    const answers = await Promise.all([decide({ decision: 'approve' }), decide({ decision: 'revise', note: 'darker' })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409])
    const told = /^(Approved: hero image\.|Change requested \(hero image\): darker)$/
    await expect.poll(() => host.turns.at(-1)?.prompt).toMatch(told)
    const late = await decide({ decision: 'approve' })
    expect(late.status).toBe(409)
  })

  it('are settled by the work that follows what the person wrote', async () => {
    const first = await openTurn(api, host, 'go')
    await first.put('hero', await photo(300, 200))
    const { checkpoint } = await endStage(first, 'hero')
    await first.end()
    const redo = await openTurn(api, host, 'make it darker', first.sessionId)
    await redo.put('hero', await photo(310, 200))
    const after = await view(first.sessionId)
    expect(after.checkpoints).toMatchObject([{ id: checkpoint.id, state: 'revised', note: 'make it darker' }])
    await endStage(redo, 'hero')
    await redo.end()
    const on = await openTurn(api, host, 'lovely, go on', first.sessionId)
    await on.put('contact_sheet', await photo(600, 200))
    expect((await view(first.sessionId)).checkpoints).toMatchObject([{ state: 'revised' }, { state: 'approved' }])
  })

  it('do not stop a director who was told to run to the end', async () => {
    const turn = await openTurn(api, host, 'run to the end')
    const state = ShootState.parse(await (await turn.send('/stops', { stops: 'never' })).json())
    expect(state.stops).toBe('never')
    await turn.put('hero', await photo(300, 200))
    expect(await endStage(turn, 'hero')).toMatchObject({ endTurn: false, checkpoint: { state: 'approved' } })
    expect((await turn.put('contact_sheet', await photo(600, 200))).status).toBe(201)
  })
})

describe('versions', () => {
  it('can be made active again, which shows what was built on the other as stale', async () => {
    const turn = await openTurn(api, host, 'go')
    const hero = Asset.parse(await (await turn.put('hero', await photo(300, 200))).json())
    await turn.put('contact_sheet', await photo(600, 200), { madeFrom: [hero.id] })
    await turn.put('hero', await photo(310, 200))
    const stale = async () =>
      ShootState.parse(await (await turn.call('/shoot')).json()).slots.map(({ slot, stale: is }) => [slot, is])
    expect(await stale()).toEqual([
      ['hero', false],
      ['contact_sheet', true],
    ])
    expect((await turn.send('/active', { slot: 'hero', version: 1 })).status).toBe(200)
    expect(await stale()).toEqual([
      ['hero', false],
      ['contact_sheet', false],
    ])
    const byPerson = await post(`${api}/sessions/${turn.sessionId}/slots/hero/active`, { version: 2 })
    expect(byPerson.status).toBe(204)
    expect((await stale())[1]).toEqual(['contact_sheet', true])
    expect(await problem(await turn.send('/active', { slot: 'hero', version: 9 }))).toMatchObject({
      code: 'unknown_version',
    })
  })
})

describe('jobs without a provider', () => {
  it('are refused in words, and nothing is booked', async () => {
    const turn = await openTurn(api, host, 'go')
    const reference = await uploadOne(worker.url)
    const request = { kind: 'image', slot: 'hero', prompt: 'x', inputs: [], aspectRatio: '3:2', resolution: '1K' }
    expect(await problem(await turn.send('/jobs', request))).toMatchObject({ status: 503, code: 'unconfigured' })
    const foreign = await turn.send('/jobs', { ...request, inputs: [reference] })
    expect(await problem(foreign)).toMatchObject({ code: 'unknown_asset' })
    expect((await view(turn.sessionId)).spend.sessionUsd).toBe(0)
    expect(await problem(await turn.call('/jobs/job_x'))).toMatchObject({
      code: 'unknown_job',
    } satisfies Partial<Problem>)
  })
})
