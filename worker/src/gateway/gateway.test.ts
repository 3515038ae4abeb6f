import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { Asset, Problem, ShootState, StageEnded } from '@fashion-shoot/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { host, worker, api, openTurn, view, close } = await startScriptedWorker()
afterAll(close)

const problem = async (response: Response) => Problem.parse(await response.json())

describe('the token', () => {
  it('opens its own session and nothing else', async () => {
    const [mine, other] = [await openTurn('mine'), await openTurn('other')]
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

  it('is good for as long as its turn takes, and runs out minutes after it', async () => {
    const turn = await openTurn('go')
    await worker.queryObject(turn.sessionId, 'UPDATE about SET token_expires_at = 1')
    expect((await turn.call('/shoot')).status).toBe(200)
    await turn.end()
    expect((await turn.call('/shoot')).status).toBe(200)
    const [{ token_expires_at: end }] = (await worker.queryObject(turn.sessionId, 'SELECT * FROM about')) as [
      { token_expires_at: number },
    ]
    expect(end).toBeLessThan(Date.now() + 15 * 60_000)
    await worker.queryObject(turn.sessionId, 'UPDATE about SET token_expires_at = 1')
    for (const path of ['/shoot', '/model/v1/messages', `/files/out_${turn.sessionId}`]) {
      const method = path.startsWith('/model') ? 'POST' : 'GET'
      expect(await problem(await turn.call(path, { method }))).toMatchObject({ status: 401, code: 'unauthorized' })
    }
  })
})

describe('references', () => {
  it('are photos that a person has uploaded, not what another shoot has made', async () => {
    const turn = await openTurn('go')
    const made = Asset.parse(await (await turn.put('hero', await photo(300, 200))).json())
    const database = await worker.database()
    const row = () => database.prepare('SELECT slot FROM assets WHERE id = ?').bind(made.id).first('slot')
    await expect.poll(row).toBe('hero')
    const references = [await uploadOne(worker.url), made.id]
    const answer = await problem(await post(`${api}/generate`, { prompt: 'street', references }))
    expect(answer).toMatchObject({ status: 404, code: 'unknown_reference' })
    expect(answer.detail).toContain(made.id)
  })
})

describe('files', () => {
  /** bytes; more than lies anywhere between a sender and a receiver who does not read */
  const UNREAD = 16 * 1024 * 1024

  /** A file on its way into the hero's slot; its last byte is sent on `go`. */
  async function slowly({ token }: OpenTurn, bytes = randomBytes(UNREAD)): Promise<{ go: () => Promise<Response> }> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/png', 'x-content-sha256': sha256 }
    const url = `${worker.url}/gateway/files/hero?width=300&height=200&madeFrom=`
    const out = request(url, { method: 'PUT', headers: { ...headers, 'content-length': bytes.length } })
    const answered = once(out, 'response')
    // The gateway reads it once it has asked the session where it goes.
    await new Promise((read) => out.write(bytes.subarray(0, -1), read))
    return {
      go: async () => {
        out.end(bytes.subarray(-1))
        const [answer] = (await answered) as [IncomingMessage]
        return new Response((await answer.toArray()).join(''), { status: answer.statusCode ?? 0 })
      },
    }
  }

  it('are kept when the bucket has confirmed them, once however often they are sent, and read back', async () => {
    const turn = await openTurn('go')
    const bytes = await photo(300, 200)
    const first = Asset.parse(await (await turn.put('hero', bytes)).json())
    expect(first).toMatchObject({ slot: 'hero', version: 1, bytes: bytes.length, fileName: 'hero.png' })
    const again = Asset.parse(await (await turn.put('hero', bytes)).json())
    expect(again.id).toBe(first.id)
    const read = await turn.call(`/files/${first.id}`)
    expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true)
    const saved = await fetch(`${api}/media/${first.id}?download`)
    expect(saved.headers.get('content-disposition')).toContain('filename="hero.png"')
    const second = Asset.parse(await (await turn.put('hero', await photo(301, 200))).json())
    expect(second.version).toBe(2)
    expect((await view(turn.sessionId)).slots.hero).toEqual({ activeId: second.id, versions: [first.id, second.id] })
  })

  it('are refused, and leave nothing behind, when they are not what their hash says', async () => {
    const turn = await openTurn('go')
    const bucket = await worker.bucket()
    const before = (await bucket.list()).objects.length
    const response = await turn.put('hero', await photo(300, 200), { sha256: 'a'.repeat(64) })
    expect(await problem(response)).toMatchObject({ status: 422, code: 'storage_refused' })
    expect((await bucket.list()).objects.length).toBe(before)
    expect((await view(turn.sessionId)).slots.hero).toBeUndefined()
  })

  it('of another session are not there', async () => {
    const [mine, other] = [await openTurn('mine'), await openTurn('other')]
    const theirs = Asset.parse(await (await other.put('hero', await photo(300, 200))).json())
    expect(await problem(await mine.call(`/files/${theirs.id}`))).toMatchObject({ code: 'unknown_asset' })
    const used = await mine.put('hero', await photo(300, 200), { madeFrom: [theirs.id] })
    expect(await problem(used)).toMatchObject({ code: 'unknown_asset' })
  })

  it('need a running turn and a stage that can be reached', async () => {
    const turn = await openTurn('go')
    const early = await problem(await turn.put('contact_sheet', await photo(300, 200)))
    expect(early).toMatchObject({ status: 409, code: 'stage_unreachable' })
    expect(early.detail).toContain('hero')
    await turn.end()
    expect(await problem(await turn.put('hero', await photo(300, 200)))).toMatchObject({ status: 409, code: 'no_turn' })
  })

  it('that are sent twice at the same time are one version and one object', async () => {
    const turn = await openTurn('go')
    const bytes = randomBytes(UNREAD)
    const [first, second] = await Promise.all([slowly(turn, bytes), slowly(turn, bytes)])
    await Promise.all([first.go(), second.go()])
    const versions = (await view(turn.sessionId)).slots.hero?.versions
    expect(versions).toHaveLength(1)
    const { objects } = await (await worker.bucket()).list({ prefix: 'outputs/', include: ['customMetadata'] })
    const ours = objects.filter(({ customMetadata }) => customMetadata?.session === turn.sessionId)
    expect(ours.map(({ key }) => key)).toEqual([`outputs/${versions?.[0]}`])
  })

  it.each(['stopped', 'over'])(
    'that arrive when their turn is %s are kept, and change nothing that counts',
    async (state) => {
      const turn = await openTurn('go')
      const { id: counts } = Asset.parse(await (await turn.put('hero', await photo(300, 200))).json())
      const late = await slowly(turn)
      host.isDeaf = true
      if (state === 'over') await turn.end()
      else await post(`${api}/sessions/${turn.sessionId}/cancel`, {})
      host.isDeaf = false
      const { id } = Asset.parse(await (await late.go()).json())
      expect((await view(turn.sessionId)).slots.hero).toMatchObject({ activeId: counts, versions: [counts, id] })
    },
  )

  it('that complete a stage when their turn is over are asked about', async () => {
    const turn = await openTurn('go')
    const late = await slowly(turn)
    await turn.end()
    expect((await view(turn.sessionId)).checkpoints).toEqual([])
    const { id } = Asset.parse(await (await late.go()).json())
    const { checkpoints, slots } = await view(turn.sessionId)
    expect(slots.hero?.activeId).toBe(id)
    expect(checkpoints).toMatchObject([{ stage: 'hero', state: 'pending', turnId: turn.turnId, assetIds: [id] }])
  })

  it('of which the shoot is deleted meanwhile leave no object', async () => {
    const turn = await openTurn('go')
    const late = await slowly(turn)
    expect((await fetch(`${api}/sessions/${turn.sessionId}`, { method: 'DELETE' })).status).toBe(204)
    expect((await late.go()).status).toBe(401)
    const { objects } = await (await worker.bucket()).list({ prefix: 'outputs/', include: ['customMetadata'] })
    expect(objects.filter(({ customMetadata }) => customMetadata?.session === turn.sessionId)).toEqual([])
  })
})

describe('checkpoints', () => {
  const endStage = async (turn: Awaited<ReturnType<typeof openTurn>>, stage: string) =>
    StageEnded.parse(await (await turn.send('/checkpoints', { stage })).json())

  it('stop the director until the person has decided, once', async () => {
    const turn = await openTurn('go')
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
    const first = await openTurn('go')
    await first.put('hero', await photo(300, 200))
    const { checkpoint } = await endStage(first, 'hero')
    await first.end()
    const redo = await openTurn('make it darker', first.sessionId)
    await redo.put('hero', await photo(310, 200))
    const after = await view(first.sessionId)
    expect(after.checkpoints).toMatchObject([{ id: checkpoint.id, state: 'revised', note: 'make it darker' }])
    await endStage(redo, 'hero')
    await redo.end()
    const on = await openTurn('lovely, go on', first.sessionId)
    await on.put('contact_sheet', await photo(600, 200))
    expect((await view(first.sessionId)).checkpoints).toMatchObject([{ state: 'revised' }, { state: 'approved' }])
  })

  it('do not stop a director who was told to run to the end', async () => {
    const turn = await openTurn('run to the end')
    const state = ShootState.parse(await (await turn.send('/stops', { stops: 'never' })).json())
    expect(state.stops).toBe('never')
    await turn.put('hero', await photo(300, 200))
    expect(await endStage(turn, 'hero')).toMatchObject({ endTurn: false, checkpoint: { state: 'approved' } })
    expect((await turn.put('contact_sheet', await photo(600, 200))).status).toBe(201)
  })
})

describe('versions', () => {
  it('can be made active again, which shows what was built on the other as stale', async () => {
    const turn = await openTurn('go')
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
    await turn.end()
    expect(await problem(await turn.send('/active', { slot: 'hero', version: 1 }))).toMatchObject({ code: 'no_turn' })
    expect((await stale())[1]).toEqual(['contact_sheet', true])
  })
})

describe('jobs without a provider', () => {
  it('are refused in words, and nothing is booked', async () => {
    const turn = await openTurn('go')
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
