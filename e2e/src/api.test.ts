/** @module A whole shoot over HTTP, driven by a client that shares no code with the product. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cinematographer, startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { type Photographer, startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import {
  type Asset,
  assetsOf,
  type Checkpoint,
  createClient,
  json,
  openCheckpoint,
  readEvents,
} from './support/client.ts'
import { expectTokensToMakeMessages } from './support/exactText.ts'
import { expectProblem } from './support/expectProblem.ts'
import { expectStored } from './support/expectStored.ts'
import { measureFilm } from './support/filmTruth.ts'
import { framesFromPrefix, outerBoxes, probeFilm } from './support/probeFilm.ts'
import { type Studio, startStudio } from './support/startStudio.ts'
import { stepByStep } from './support/stepByStep.ts'
import { expectKnownShapes, expectWholeTurn, kindOf, type Logged } from './support/wire.ts'

const PROMPT = 'confident streetwear editorial, city at dusk'
/** The right side of the guide's table of events. */
const GUIDE = ['text_delta', 'message_type_hint', 'system/tool_call', 'system/tool_result', 'assistant_message']

/** All but previews, which come when they are made, be it after the turn. */
const isOfTurn = ({ event }: Logged) => event.type !== 'preview'

/** What the log says of checkpoints, from the hero to the film, with one change on the way. */
const CHECKPOINTS = [
  ...['hero pending', 'hero approved', 'contact_sheet pending', 'contact_sheet approved'],
  ...['frames pending', 'frames revised', 'frames pending', 'frames approved'],
  ...['clips pending', 'clips approved', 'film pending'],
]

let studio: Studio
let photographer: Photographer
let cinematographer: Cinematographer
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  const keys = { accessKey: 'access', secretKey: 'secret-of-the-test' }
  photographer = await startPhotographer({ port: 0, speed: 'fast' })
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys })
  studio = await startStudio({
    FAL_KEY: 'id:secret',
    FAL_BASE_URL: photographer.url,
    KLING_ACCESS_KEY: keys.accessKey,
    KLING_SECRET_KEY: keys.secretKey,
    KLING_BASE_URL: cinematographer.url,
  })
  client = createClient(studio.url)
})

afterAll(async () => {
  await studio?.stop()
  await cinematographer?.close()
  await photographer?.close()
})

describe('a whole shoot', () => {
  stepByStep()
  let sessionId: string
  /** Every event, as the client got it. */
  const log: Logged[] = []
  let waiting: Checkpoint
  let firstFrames: Asset[]

  /** Decides on what waits, checks what every turn has, and keeps it. */
  const decide = async (body: { decision: 'approve' | 'revise'; note?: string }, next: string): Promise<Logged[]> => {
    const turn = await client.decide(sessionId, waiting, body)
    keep(turn, next)
    return turn
  }
  const keep = (turn: Logged[], stage: string) => {
    expectWholeTurn(turn)
    expectKnownShapes(turn)
    expectTokensToMakeMessages(turn)
    expect(turn[0]?.id).toBeGreaterThan(log.at(-1)?.id ?? 0)
    log.push(...turn)
    waiting = openCheckpoint(turn, stage)
    expect(turn.at(-1)?.event).toEqual({ type: 'complete', awaitingInput: true })
  }

  it('begins with photos and one line, and streams to the hero', async () => {
    const references = await client.uploadSamples({
      model: 'model.png',
      garment: 'garment.png',
      accessory: 'accessory.png',
    })
    expect(references.map(({ role }) => role)).toEqual(['model', 'garment', 'accessory'])
    const body = { prompt: PROMPT, references: references.map(({ id }) => id) }
    const response = await client.post('/api/generate', body)
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const turn: Logged[] = []
    for await (const logged of readEvents(response)) turn.push(logged)
    sessionId = String(turn[0]?.event.sessionId)
    keep(turn, 'hero')

    expect(turn.find(({ event }) => event.type === 'user_message')?.event.text).toBe(PROMPT)
    const kinds = new Set(turn.filter(isOfTurn).map(({ event }) => kindOf(event)))
    expect(kinds).toEqual(
      new Set([
        ...GUIDE,
        'session_init',
        'title',
        'user_message',
        'status',
        'progress',
        'asset',
        'checkpoint',
        'cost',
        'complete',
      ]),
    )
    const assets = assetsOf(turn)
    expect(assets.map(({ id }) => id)).toEqual([...body.references, ...waiting.assetIds])
    await expectStored(client, assets)
  })

  it('ends every tool that it began, once', () => {
    const ids = (kind: string) =>
      log.flatMap(({ event }) => (kindOf(event) === kind ? [String(event.toolUseId)] : [])).sort()
    expect(ids('system/tool_call').length).toBeGreaterThan(0)
    expect(ids('system/tool_result')).toEqual(ids('system/tool_call'))
  })

  it('makes the contact sheet, and from it six frames of one even size', async () => {
    const sheet = assetsOf(await decide({ decision: 'approve' }, 'contact_sheet'))
    expect(sheet.map(({ slot, version }) => [slot, version])).toEqual([['contact_sheet', 1]])
    firstFrames = assetsOf(await decide({ decision: 'approve' }, 'frames'))
    expect(firstFrames.map(({ slot }) => slot).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `frame_${n}`))
    expect(new Set(firstFrames.map(({ width, height }) => `${width}×${height}`)).size).toBe(1)
    for (const { width, height } of firstFrames) expect([width % 2, height % 2]).toEqual([0, 0])
    await expectStored(client, [...sheet, ...firstFrames])
  })

  it('changes the frames that it is asked to, and keeps what was before', async () => {
    const asked = waiting
    const turn = await decide({ decision: 'revise', note: 'edit frames 2 and 4: warmer light' }, 'frames')
    const edited = assetsOf(turn)
    expect([...new Set(edited.map(({ slot }) => slot))].sort()).toEqual(['frame_2', 'frame_4'])
    const { assets, slots, checkpoints } = await client.view(sessionId)
    expect(checkpoints.find(({ id }) => id === asked.id)?.state).toBe('revised')
    // The model's picture has a size of its own, and becomes a frame of the set.
    const sizes = [1, 2, 3, 4, 5, 6].map((n) => {
      const { width, height } = assets[slots[`frame_${n}`]?.activeId ?? ''] ?? {}
      return `${width}×${height}`
    })
    expect(new Set(sizes)).toEqual(new Set(firstFrames.map(({ width, height }) => `${width}×${height}`)))
    expect(slots.frame_2?.versions[0]).toBe(firstFrames.find(({ slot }) => slot === 'frame_2')?.id)
    expect(slots.frame_2?.activeId).toBe(edited.findLast(({ slot }) => slot === 'frame_2')?.id)
    expect(slots.frame_1?.versions).toHaveLength(1)
    await expectStored(client, [...firstFrames, ...edited])
  })

  it('takes one decision a checkpoint', async () => {
    const path = `/api/sessions/${sessionId}/checkpoints/`
    const decided = log.find(({ event }) => event.type === 'checkpoint')?.event.checkpoint as Checkpoint
    await expectProblem(client.post(path + decided.id, { decision: 'approve' }), 409, 'checkpoint_decided')
    await expectProblem(client.post(path + waiting.id, { decision: 'revise' }), 400, 'invalid_request')
  })

  it('makes five clips, and tells of each how far it is', async () => {
    const turn = await decide({ decision: 'approve' }, 'clips')
    const clips = assetsOf(turn)
    const slots = [1, 2, 3, 4, 5].map((n) => `clip_${n}`)
    expect(clips.map(({ slot }) => slot).sort()).toEqual(slots)
    for (const { durationSeconds } of clips) expect(durationSeconds).toBeCloseTo(5, 1)
    const moving = turn.flatMap(({ event }) => (event.type === 'progress' ? [String(event.slot)] : []))
    expect([...new Set(moving)].sort()).toEqual(slots)
    await expectStored(client, clips)
  })

  it('makes the film: 7.5 s at 60 fps, as every player wants it', async () => {
    const [film] = assetsOf(await decide({ decision: 'approve' }, 'film'))
    const file = await client.media(film?.id ?? '')
    await expectStored(client, film === undefined ? [] : [film])
    const { streams, seconds } = await probeFilm(file)
    expect(Math.abs(seconds - 7.5)).toBeLessThanOrEqual(0.1)
    expect(streams).toHaveLength(1)
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      profile: 'High',
      pix_fmt: 'yuv420p',
      r_frame_rate: '60/1',
      avg_frame_rate: '60/1',
      nb_read_frames: '450',
      color_space: 'bt709',
      color_primaries: 'bt709',
      color_transfer: 'bt709',
      width: film?.width,
      height: film?.height,
    })
    const boxes = outerBoxes(file)
    expect(boxes.indexOf('moov')).toBeGreaterThan(-1)
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
    expect(await framesFromPrefix(file, 0.5)).toBeGreaterThanOrEqual(60)
  })

  it('shows in every frame of the film what the speed curve asks of the clips', async () => {
    const { assets, slots } = await client.view(sessionId)
    const active = (slot: string) => client.media(assets[slots[slot]?.activeId ?? '']?.id ?? '')
    const folder = await mkdtemp(join(tmpdir(), 'e2e-clips-'))
    try {
      const save = async (slot: string) => {
        await writeFile(join(folder, slot), await active(slot))
        return join(folder, slot)
      }
      const clips = await Promise.all([1, 2, 3, 4, 5].map((n) => save(`clip_${n}`)))
      // The director's own choice where the person names no curve: dramatic swoop.
      const order = { clips, secondsPerClip: 1.5, fps: 60, handles: [0.85, 0, 0.15, 1] as const }
      const frames = await measureFilm({ ...order, film: await save('film') })
      expect(frames).toHaveLength(5 * Math.round(1.5 * 60))
      expect(frames.filter(({ error }) => error > 1)).toEqual([])
      const moving = frames.filter(({ movement }) => movement > 0.5)
      expect(moving.length).toBeGreaterThan(frames.length / 3)
      expect(moving.filter(({ error, shifted }) => error >= shifted)).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('has shown every line of the guide’s table, and tokens to their last', () => {
    expect(GUIDE.filter((kind) => !log.some(({ event }) => kindOf(event) === kind))).toEqual([])
    const hints = log.filter(({ event }) => event.type === 'message_type_hint' && event.messageType === 'thinking')
    expect(hints.length).toBeGreaterThan(0)
    expectTokensToMakeMessages(log)
  })

  it('resumes after any event with exactly the rest', async () => {
    const all = await client.follow(sessionId, 0, ({ id }) => id === log.at(-1)?.id)
    expectKnownShapes(all)
    const whole = all.filter(isOfTurn)
    // What streamed is folded into its message once that is whole, and progress into what came of it. Everything else is as it was,
    // number for number.
    const folded = ['text_delta', 'message_type_hint', 'progress']
    const isLasting = (one: Logged) => isOfTurn(one) && !folded.includes(String(one.event.type))
    expect(whole.filter(isLasting)).toEqual(log.filter(isLasting))
    const seen = new Map(log.map((one) => [one.id, one]))
    for (const one of whole) expect(seen.get(one.id)).toEqual(one)
    expect(whole.length).toBeLessThan(log.length)
    const decided = whole.flatMap(({ event }) => (event.type === 'checkpoint' ? [event.checkpoint as Checkpoint] : []))
    expect(decided.map(({ stage, state }) => `${stage} ${state}`)).toEqual(CHECKPOINTS)
    for (const { id } of [whole.at(1), whole.at(Math.floor(whole.length / 2)), whole.at(-2)].filter(
      (one) => one !== undefined,
    )) {
      const rest = await client.follow(sessionId, id, (one) => one.id === log.at(-1)?.id)
      expect(rest).toEqual(all.filter((one) => one.id > id))
    }
  })

  it('has a small picture of each photo and each version', async () => {
    const missing = async () =>
      Object.values((await client.view(sessionId)).assets).filter(
        ({ thumbhash, hasPreview }) => !(thumbhash && hasPreview),
      )
    await expect.poll(missing, { timeout: 30_000 }).toEqual([])
    for (const { id, bytes } of Object.values((await client.view(sessionId)).assets)) {
      const preview = await fetch(`${client.url}/api/media/${id}?preview`)
      expect(preview.headers.get('content-type')).toBe('image/webp')
      expect((await preview.arrayBuffer()).byteLength).toBeLessThan(Math.min(bytes, 100_000))
    }
  })

  it('has spent what the providers have in their books', async () => {
    const spent = new Map<string, number>()
    for (const { event } of log) {
      if (event.type !== 'cost') continue
      const part = event.item === 'model' ? 'model' : String(event.item).startsWith('clip') ? 'clips' : 'images'
      spent.set(part, (spent.get(part) ?? 0) + Number(event.usd))
    }
    const images = photographer.books()
    // The hero, the sheet and two edited frames; the frames themselves are cut and cost nothing.
    expect(images.requests.map(({ state }) => state)).toEqual(Array(4).fill('succeeded'))
    expect(spent.get('images')).toBeCloseTo(images.billedUsd, 6)
    // Kling charges 0.07 USD a second of film.
    expect(cinematographer.books().secondsBilled).toBe(25)
    expect(spent.get('clips')).toBeCloseTo(25 * 0.07, 6)
    const last = log.findLast(({ event }) => event.type === 'cost')?.event
    expect(last?.sessionUsd).toBeCloseTo(
      [...spent.values()].reduce((a, b) => a + b),
      6,
    )
    expect((await client.view(sessionId)).spend.sessionUsd).toBe(last?.sessionUsd)
  })

  it('ends with the film approved', async () => {
    const turn = await client.decide(sessionId, waiting, { decision: 'approve' })
    expectWholeTurn(turn)
    expect(turn.at(-1)?.event).toEqual({ type: 'complete', awaitingInput: false })
    const listed = async () => {
      const answer = fetch(`${client.url}/api/sessions`)
      const { sessions } = await json<{ sessions: Record<string, unknown>[] }>(answer, 200)
      return sessions.find(({ id }) => id === sessionId)
    }
    // The list follows the log.
    await expect.poll(listed, { timeout: 15_000 }).toMatchObject({ stage: 'film', running: false })
  })
})
