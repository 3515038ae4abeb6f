/** @module Where things go wrong: a provider that is down, second turns, stops in mid-turn, and input that is no good. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Photographer, startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import { type Asset, assetsOf, type Checkpoint, createClient, json, openCheckpoint } from './support/client.ts'
import { expectProblem } from './support/expectProblem.ts'
import { freePort } from './support/freePort.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { expectKnownShapes, expectWholeTurn, type Logged } from './support/wire.ts'

const PROMPT = 'soft morning light, relaxed knitwear'
const NO_SESSION = '00000000-0000-4000-8000-000000000000'

let studio: Studio
let photographer: Photographer | undefined
let photographerPort: number
let client: ReturnType<typeof createClient>
let photos: Asset[]

beforeAll(async () => {
  photographerPort = await freePort()
  studio = await startStudio({ FAL_KEY: 'id:secret', FAL_BASE_URL: `http://127.0.0.1:${photographerPort}` })
  client = createClient(studio.url)
  photos = await client.uploadSamples({ model: 'model.png', garment: 'garment.png' })
})

afterAll(async () => {
  await studio?.stop()
  await photographer?.close()
})

describe('a shoot with trouble', () => {
  stepByStep()
  let sessionId: string
  let waiting: Checkpoint

  const check = (turn: Logged[]): Logged[] => {
    expectWholeTurn(turn)
    expectKnownShapes(turn)
    return turn
  }

  it('says in words that the image service is down, and keeps the session usable', async () => {
    const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
    sessionId = id
    const references = photos.map((photo) => photo.id)
    const started = await json<{ after: number }>(
      client.post(`/api/sessions/${id}/turns`, { prompt: PROMPT, references }),
      202,
    )
    const turn = check(await client.follow(id, started.after))
    expect(turn.at(-1)?.event).toEqual({ type: 'complete', awaitingInput: false })
    const failed = turn.find(({ event }) => event.type === 'progress' && event.state === 'failed')?.event
    expect(failed).toMatchObject({ slot: 'hero', message: 'The image service does not answer.' })
    expect(turn.find(({ event }) => event.type === 'error')?.event).toMatchObject({
      code: 'provider_unreachable',
      hint: expect.stringMatching(/try again/i),
      retryable: true,
    })
    // The price that was held is given back.
    const images = turn.flatMap(({ event }) =>
      event.type === 'cost' && event.item === 'hero' ? [Number(event.usd)] : [],
    )
    expect(images.reduce((sum, usd) => sum + usd, 0)).toBe(0)
    expect(Object.values((await client.view(id)).assets).map((asset) => asset.id)).toEqual(references)
  })

  it('makes the hero when asked to try again once the service is back', async () => {
    photographer = await startPhotographer({ port: photographerPort, speed: 'fast' })
    const turn = check(await client.say(sessionId, 'Try again'))
    waiting = openCheckpoint(turn, 'hero')
    expect(assetsOf(turn).map(({ slot, version }) => [slot, version])).toEqual([['hero', 1]])
    expect(photographer.books().requests).toHaveLength(1)
  })

  it('refuses a second turn while one runs, stops it in the middle, and goes on', async () => {
    const path = `/api/sessions/${sessionId}`
    const body = { decision: 'approve' }
    const { after } = await json<{ after: number }>(client.post(`${path}/checkpoints/${waiting.id}`, body), 202)
    const isMaking = ({ event }: Logged) => event.type === 'progress' && event.slot === 'contact_sheet'
    await client.follow(sessionId, after, isMaking)
    await expectProblem(client.post(`${path}/turns`, { prompt: 'And a hat.' }), 409, 'turn_running')
    await expectProblem(client.post('/api/generate', { prompt: 'And a hat.', sessionId }), 409, 'turn_running')
    const stopped = await client.post(`${path}/cancel`, {})
    expect(stopped.ok).toBe(true)
    const turn = check(await client.follow(sessionId, after))
    expect(assetsOf(turn)).toEqual([])
    expect(JSON.stringify(turn)).not.toContain('And a hat.')
    await expectProblem(client.post(`${path}/cancel`, {}), 409, 'no_turn')

    const again = check(await client.say(sessionId, 'Try again'))
    waiting = openCheckpoint(again, 'contact_sheet')
    expect(assetsOf(again).map(({ slot, version }) => [slot, version])).toEqual([['contact_sheet', 1]])
  })

  it('has paid for what was made, and for nothing that was stopped', async () => {
    const { lastSeq } = await client.view(sessionId)
    const log = await client.follow(sessionId, 0, ({ id }) => id === lastSeq)
    const paid = log.flatMap(({ event }) =>
      event.type === 'cost' && event.item !== 'model' ? [Number(event.usd)] : [],
    )
    const books = photographer?.books()
    expect(paid.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(books?.billedUsd ?? Number.NaN, 6)
    // What was stopped was called back, or had not been ordered yet.
    const states = books?.requests.map(({ state }) => state)
    expect(states?.filter((state) => state !== 'cancelled')).toEqual(['succeeded', 'succeeded'])
  })

  it('gives the frames another shape', async () => {
    const frames = await client.decide(sessionId, waiting, { decision: 'approve' })
    waiting = openCheckpoint(frames, 'frames')
    const turn = check(await client.decide(sessionId, waiting, { decision: 'revise', note: 'make it 9:16' }))
    openCheckpoint(turn, 'frames')
    const made = assetsOf(turn)
    expect(made.map(({ slot, version }) => [slot, version]).sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`frame_${n}`, 2]),
    )
    for (const { width, height } of made) expect(Math.abs(width / height - 9 / 16)).toBeLessThan(0.01)
    for (const { width, height } of made) expect([width % 2, height % 2]).toEqual([0, 0])
  })
})

describe('a shoot that has spent its budget', () => {
  const setBudget = (id: string, budgetUsd: number) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ budgetUsd })
    return json(fetch(`${client.url}/api/sessions/${id}`, { method: 'PATCH', headers, body }), 200)
  }

  it('has its turn end at once, with one error, and goes on in the same conversation when it may spend more', async () => {
    const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
    // Less than the director's first answer costs.
    await setBudget(id, 0.001)
    const stopped = await client.say(id, PROMPT)
    expectWholeTurn(stopped)
    const told = stopped.filter(({ event }) => ['cost', 'error', 'complete'].includes(event.type))
    // What goes into an answer is booked as it begins, and the rest as it ends.
    expect(told).toMatchObject([
      { event: { type: 'cost', item: 'model' } },
      { event: { type: 'cost', item: 'model' } },
      { event: { type: 'error', code: 'over_budget', hint: expect.stringContaining('try again') } },
      { event: { type: 'complete' } },
    ])
    await setBudget(id, 10)
    const turn = await client.say(id, 'try again')
    expect(turn.filter(({ event }) => event.type === 'error')).toEqual([])
    // What was said before it stopped.
    const said = turn.map(({ event }) => (event.type === 'assistant_message' ? event.text : ''))
    expect(said.join()).toContain(PROMPT)
  })

  it('makes the change that was refused, and nothing else, when it has more and is told what it has asked to be told', async () => {
    photographer ??= await startPhotographer({ port: photographerPort, speed: 'fast', apiKey: 'id:secret' })
    const { id } = await json<{ id: string }>(client.post('/api/sessions', {}), 201)
    const references = photos.map((photo) => photo.id)
    const begun = { prompt: PROMPT, references }
    const { after } = await json<{ after: number }>(client.post(`/api/sessions/${id}/turns`, begun), 202)
    let turn = await client.follow(id, after)
    // By words alone, and as an answer to the checkpoint that waits once more.
    const ways = [
      (words: string) => client.say(id, words),
      (note: string) => client.decide(id, openCheckpoint(turn, 'hero'), { decision: 'revise', note }),
    ]
    for (const [done, tell] of ways.entries()) {
      // Enough for what the director says, and not for another hero.
      await setBudget(id, (await client.view(id)).spend.sessionUsd + 0.1)
      turn = await client.decide(id, openCheckpoint(turn, 'hero'), { decision: 'revise', note: 'warmer light' })
      const error = turn.find(({ event }) => event.type === 'error')?.event
      expect(error).toMatchObject({ code: 'over_budget' })
      await setBudget(id, 10)
      turn = await tell(/say “(.+)”/.exec(String(error?.hint))?.[1] ?? '')
      expect(assetsOf(turn)).toMatchObject([{ slot: 'hero', version: done + 2 }])
    }
  })
})

describe('input that is no good', () => {
  const send = (name: string, bytes: Uint8Array<ArrayBuffer>, role = 'model') => client.upload([{ name, bytes, role }])
  const picture = async (side: number, format: 'png' | 'jpeg') => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
    const image = sharp({ create: { width: side, height: side, channels: 3, background: 'grey', noise } })
    return new Uint8Array(await image.toFormat(format).toBuffer())
  }
  let known: number
  let orders: number | undefined

  beforeAll(async () => {
    known = (await sessions()).length
    orders = photographer?.books().requests.length
  })
  const sessions = async () => (await json<{ sessions: unknown[] }>(fetch(`${client.url}/api/sessions`), 200)).sessions

  it('refuses photos that are none, each with its own words', async () => {
    const good = await picture(300, 'jpeg')
    await expectProblem(send('note.png', new TextEncoder().encode('not a picture')), 415, 'unsupported_photo')
    await expectProblem(send('small.png', await picture(40, 'png')), 422, 'photo_too_small')
    await expectProblem(send('cut.jpg', good.slice(0, good.length / 2)), 422, 'damaged_photo')
    await expectProblem(send('big.png', new Uint8Array(60 * 1024 * 1024)), 413, 'photo_too_large')
    await expectProblem(send('good.jpg', good, 'hat'), 400, 'invalid_request')
    await expectProblem(client.upload([]), 400, 'no_photos')
  })

  it('stores nothing of an upload in which one photo is no good', async () => {
    const bytes = await picture(300, 'jpeg')
    const both = [
      { name: 'good.jpg', bytes, role: 'model' },
      { name: 'note.png', bytes: new TextEncoder().encode('no'), role: 'garment' },
    ]
    await expectProblem(client.upload(both), 415, 'unsupported_photo')
  })

  it('refuses turns without words, and names that are not ours', async () => {
    const asset = 'up_00000000-0000-4000-8000-000000000000'
    await expectProblem(client.post('/api/generate', { prompt: '   ' }), 400, 'invalid_request')
    await expectProblem(client.post('/api/generate', {}), 400, 'invalid_request')
    await expectProblem(client.post('/api/generate', { prompt: PROMPT, references: [asset] }), 404, 'unknown_reference')
    await expectProblem(client.post('/api/generate', { prompt: PROMPT, sessionId: NO_SESSION }), 404, 'unknown_session')
    await expectProblem(fetch(`${client.url}/api/sessions/${NO_SESSION}`), 404, 'unknown_session')
    await expectProblem(fetch(`${client.url}/api/sessions/${NO_SESSION}/events`), 404, 'unknown_session')
    await expectProblem(fetch(`${client.url}/api/media/${asset}`), 404, 'unknown_asset')
    await expectProblem(fetch(`${client.url}/api/nothing`), 404, 'unknown_address')
  })

  it('has begun no shoot and paid for nothing by all that', async () => {
    expect(await sessions()).toHaveLength(known)
    expect(photographer?.books().requests.length).toBe(orders)
  })
})
