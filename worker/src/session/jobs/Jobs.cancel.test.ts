import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo, post } from '../../../test/client.ts'
import type { OpenTurn } from '../../../test/openTurn.ts'
import { begin, clip, fillFrames, hero, isOrder, type JobStage, startJobStage } from '../../../test/startJobStage.ts'

let stage: JobStage
let stateDir: string

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
  stage = await startJobStage(stateDir)
})
afterAll(async () => {
  await stage.close()
  await rm(stateDir, { recursive: true })
})
beforeEach(() => {
  stage.imageFaults = () => undefined
  stage.clipFaults = () => undefined
  stage.host.isDeaf = false
  stage.host.stopAnswer = Promise.resolve()
})

const billed = (since: number) =>
  stage.photographer
    .books()
    .requests.slice(since)
    .reduce((sum, { billedUsd }) => sum + billedUsd, 0)

async function state({ sessionId }: OpenTurn, id: string): Promise<string> {
  return (await stage.row(sessionId, id)).state
}

describe('a turn that is stopped', () => {
  it('begins no further work, though its runner has not heard of it', async () => {
    const turn = await stage.open()
    stage.host.isDeaf = true
    await stage.stop(turn.sessionId)
    const answer = await turn.send('/jobs', hero)
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { code: 'no_turn', detail: expect.stringContaining('stopped') },
    ])
    expect(await stage.worker.queryObject(turn.sessionId, 'SELECT id FROM jobs')).toEqual([])
    expect((await turn.put('hero', await photo(300, 200))).status).toBe(409)
  })

  it('stops its jobs also where the object dies before the host has answered', async () => {
    const turn = await stage.open()
    const since = stage.photographer.books().requests.length
    const frames = await fillFrames(turn)
    stage.imageFaults = (request) => (isOrder(request) ? { stall: true } : undefined)
    const busy = { code: 5001, message: 'unavailable', request_id: 'r' }
    stage.clipFaults = ({ method }) => (method === 'GET' ? Response.json(busy, { status: 503 }) : undefined)
    const [picture, film] = [await begin(turn, hero), await begin(turn, clip(frames))]
    await expect.poll(() => state(turn, picture.id)).toBe('running')
    await expect.poll(() => state(turn, film.id)).toBe('submitted')
    stage.imageFaults = ({ url }) => (url.endsWith('/cancel') ? { refused: true } : undefined)
    stage.host.isDeaf = true
    stage.host.stopAnswer = new Promise(() => {})
    const heard = stage.host.cancelled.length
    void post(`${stage.worker.url}/api/sessions/${turn.sessionId}/cancel`, {}).catch(() => undefined)
    await expect.poll(() => stage.host.cancelled.length).toBeGreaterThan(heard)
    await stage.worker.killRuntime()
    stage.imageFaults = () => undefined
    await expect.poll(() => state(turn, picture.id), { timeout: 10_000 }).toBe('cancelled')
    expect(stage.photographer.books().requests.slice(since)).toMatchObject([{ state: 'cancelled' }])
    const told = (await stage.view(turn.sessionId)).conversation.filter((item) => item.kind === 'error')
    expect(told).toMatchObject([{ code: 'jobs_go_on', message: expect.stringContaining('clip 1 cannot') }])
  })
})

describe('a picture that is stopped', () => {
  it('is called back from the service, and its price with it', async () => {
    const turn = await stage.open()
    const since = stage.photographer.books().requests.length
    stage.imageFaults = (request) => (isOrder(request) ? { stall: true } : undefined)
    const { id } = await begin(turn, hero)
    await expect.poll(() => state(turn, id)).toBe('running')
    await stage.stop(turn.sessionId)
    expect(await state(turn, id)).toBe('cancelled')
    const shown = await stage.view(turn.sessionId)
    expect(shown.spend.sessionUsd).toBe(0)
    expect(shown.slots.hero?.progress).toMatchObject({ state: 'cancelled' })
    expect(shown.conversation.filter(({ kind }) => kind === 'error')).toEqual([])
    expect(stage.photographer.books().requests.slice(since)).toMatchObject([{ state: 'cancelled' }])
  })

  it('is called back later when the service cannot be told at once', async () => {
    const turn = await stage.open()
    const since = stage.photographer.books().requests.length
    let refusals = 2
    stage.imageFaults = (request) => {
      if (isOrder(request)) return { stall: true }
      return request.url.endsWith('/cancel') && refusals-- > 0 ? { refused: true } : undefined
    }
    const { id } = await begin(turn, hero)
    await expect.poll(() => state(turn, id)).toBe('running')
    await stage.stop(turn.sessionId)
    await expect.poll(() => state(turn, id), { timeout: 15_000 }).toBe('cancelled')
    expect(stage.photographer.books().requests.slice(since)).toMatchObject([{ state: 'cancelled' }])
  })

  it('while its order is on the way, or its result, is either made and paid or neither', async () => {
    for (const slow of ['order', '/v3.fal.media/']) {
      const turn = await stage.open()
      const since = stage.photographer.books().requests.length
      const reached = Promise.withResolvers<void>()
      stage.imageFaults = (request) => {
        if (slow === 'order' ? !isOrder(request) : !request.url.includes(slow)) return undefined
        reached.resolve()
        return { delayMs: 400 }
      }
      const { id } = await begin(turn, hero)
      await reached.promise
      await stage.stop(turn.sessionId)
      await expect.poll(() => state(turn, id), { timeout: 10_000 }).toMatch(/stored|cancelled/)
      expect((await stage.view(turn.sessionId)).spend.sessionUsd).toBe(billed(since))
    }
  })

  it('before it was ordered, is not ordered', async () => {
    const turn = await stage.open()
    await turn.put('hero', await photo(300, 300))
    const inputs = [(await stage.view(turn.sessionId)).slots.hero?.activeId]
    const reached = Promise.withResolvers<void>()
    let orders = 0
    stage.imageFaults = (request) => {
      if (isOrder(request)) orders += 1
      if (!request.url.includes('/storage/upload/initiate')) return undefined
      reached.resolve()
      return { delayMs: 300 }
    }
    const { id } = await begin(turn, { ...hero, inputs })
    await reached.promise
    await stage.stop(turn.sessionId)
    expect(await state(turn, id)).toBe('cancelled')
    expect(orders).toBe(0)
    expect((await stage.view(turn.sessionId)).spend.sessionUsd).toBe(0)
  })
})

describe('a clip that is stopped', () => {
  /**
   * A turn in which a clip is being filmed and then stopped, while these clips are there. Its result can be had as soon as the
   * faults allow.
   */
  async function stopped(clips: number[]): Promise<{ turn: OpenTurn; id: string }> {
    const turn = await stage.open()
    const request = clip(await fillFrames(turn))
    await turn.send('/checkpoints', { stage: 'frames' })
    await turn.send('/stops', { stops: 'every_stage' })
    for (const n of clips) expect((await turn.put(`clip_${n}`, await photo(320, 200))).status).toBe(201)
    const busy = { code: 5001, message: 'unavailable', request_id: 'r' }
    stage.clipFaults = ({ method }) => (method === 'GET' ? Response.json(busy, { status: 503 }) : undefined)
    const { id } = await begin(turn, request)
    await expect.poll(() => state(turn, id)).toBe('submitted')
    await stage.stop(turn.sessionId)
    await expect.poll(async () => (await stage.view(turn.sessionId)).running).toBe(false)
    return { turn, id }
  }

  it('and whose order was lost on its way is not ordered after that, and gives its price back', async () => {
    const turn = await stage.open()
    const request = clip(await fillFrames(turn))
    const before = stage.cinematographer.books().tasks.length
    let orders = 0
    stage.clipFaults = (taken) => {
      if (!isOrder(taken)) return undefined
      orders += 1
      return { refused: true }
    }
    const { id } = await begin(turn, request)
    await expect.poll(() => orders).toBeGreaterThan(0)
    await stage.stop(turn.sessionId)
    stage.clipFaults = () => undefined
    const looks = async () => {
      const [row] = await stage.worker.queryObject(turn.sessionId, `SELECT polls FROM jobs WHERE id = '${id}'`)
      return (row as { polls: number }).polls
    }
    await expect.poll(looks, { timeout: 5000 }).toBeGreaterThan(0)
    expect(await state(turn, id)).toBe('reserved')
    await stage.rewrite(turn.sessionId, `UPDATE jobs SET polls = 7 WHERE id = '${id}'`)
    await expect.poll(() => state(turn, id), { timeout: 5000 }).toBe('cancelled')
    expect(stage.cinematographer.books().tasks.slice(before)).toEqual([])
    expect((await stage.view(turn.sessionId)).spend.sessionUsd).toBe(0)
  })

  it('goes on, which is said, and is what counts in an empty slot, and completes its stage, though nobody works any more', async () => {
    const { turn, id } = await stopped([2, 3, 4, 5])
    const before = await stage.view(turn.sessionId)
    expect(before.slots.clip_1?.progress?.state).toBeUndefined()
    const told = before.conversation.find(({ kind }) => kind === 'error')
    expect(told).toMatchObject({ code: 'jobs_go_on' })
    expect(told).toHaveProperty('message', expect.stringContaining('clip 1 cannot be called back'))
    stage.clipFaults = () => undefined
    await expect.poll(() => state(turn, id), { timeout: 20_000 }).toBe('stored')
    const shown = await stage.view(turn.sessionId)
    const { asset_id: asset } = await stage.row(turn.sessionId, id)
    expect(shown.slots.clip_1).toEqual({ activeId: asset, versions: [asset] })
    expect(shown.checkpoints.at(-1)).toMatchObject({ stage: 'clips', state: 'pending', turnId: turn.turnId })
    expect(shown.spend.sessionUsd).toBe(0.35)
  })

  it('comes as a further version, in the next turn as well, where the slot has one that counts', async () => {
    const { turn, id } = await stopped([1])
    const before = (await stage.view(turn.sessionId)).slots.clip_1?.activeId
    const next = await stage.open(turn.sessionId)
    stage.clipFaults = () => undefined
    await expect.poll(() => state(turn, id), { timeout: 20_000 }).toBe('stored')
    const shown = await stage.view(turn.sessionId)
    const { asset_id: asset } = await stage.row(turn.sessionId, id)
    expect(shown.slots.clip_1).toEqual({ activeId: before, versions: [before, asset] })
    expect(shown.assets[asset ?? '']).toMatchObject({ version: 2, contentType: 'video/mp4' })
    expect(shown.spend.sessionUsd).toBe(0.35)
    expect((await next.send('/active', { slot: 'clip_1', version: 2 })).status).toBe(200)
    expect((await stage.view(turn.sessionId)).slots.clip_1?.activeId).toBe(asset)
  })
})
