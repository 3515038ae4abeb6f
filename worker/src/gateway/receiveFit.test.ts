import { randomFillSync } from 'node:crypto'
import { Asset, assetKey, type ClipModel, companionOf, Problem } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { begin, clip, fillFrames, finish, hero, type JobStage, startJobStage } from '../../test/startJobStage.ts'

let stage: JobStage

beforeAll(async () => {
  stage = await startJobStage()
})
afterAll(() => stage.close())
beforeEach(() => {
  stage.imageFaults = () => undefined
})

const isStored = async (assetId: string) =>
  (await (await stage.worker.bucket()).head(assetKey(companionOf(assetId, 'fit')))) !== null
const problem = async (response: Response) => Problem.parse(await response.json())

/** A shoot whose first two frames are these files. */
async function withFrames(files: [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]) {
  const turn = await stage.open()
  await fillFrames(turn)
  const ids: string[] = []
  for (const [at, bytes] of files.entries()) {
    const put = await turn.put(`frame_${at + 1}`, bytes)
    ids.push(Asset.parse(await put.json()).id)
  }
  return { turn, ids }
}

async function put({ call }: OpenTurn, id: string, bytes: Uint8Array<ArrayBuffer>, headers = {}): Promise<Response> {
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  return await call(`/fits/${id}`, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': 'image/jpeg', 'x-content-sha256': sha256, ...headers },
  })
}

async function choose({ sessionId }: OpenTurn, clipModel: ClipModel): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ clipModel })
  await fetch(`${stage.worker.url}/api/sessions/${sessionId}`, { method: 'PATCH', headers, body })
}

/** A PNG that no encoder makes small. */
async function noise(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = randomFillSync(new Uint8Array(width * height * 3))
  const png = sharp(pixels, { raw: { width, height, channels: 3 } }).png({ compressionLevel: 0 })
  return new Uint8Array(await png.toBuffer())
}
const plain = async (width: number, height: number) => new Uint8Array(await photo(width, height))

/** Copies that fit, smaller or larger. */
async function putFits(turn: OpenTurn, ids: string[], files: readonly Uint8Array[]): Promise<void> {
  for (const [at, bytes] of files.entries()) {
    const copy = await sharp(bytes).resize(320, 320, { fit: 'outside' }).jpeg({ quality: 92 }).toBuffer()
    expect((await put(turn, ids[at] ?? '', new Uint8Array(copy))).status).toBe(204)
  }
}

describe('frames that the clip service does not take', () => {
  it('become a clip as copies that fit, and stay as they are in the shoot', async () => {
    const files = [await noise(2560, 1440), await plain(2560, 1440)] as const
    const { turn, ids } = await withFrames([...files])
    const code = 'frame_too_large'
    expect(await finish(turn, await begin(turn, clip(ids)))).toMatchObject({ state: 'failed', failure: { code } })
    const { slots } = await stage.view(turn.sessionId)
    await putFits(turn, ids, files)
    const job = await finish(turn, await begin(turn, clip(ids)))
    expect(job).toMatchObject({ state: 'stored', failure: null })
    const view = await stage.view(turn.sessionId)
    expect(view.slots.frame_1).toEqual(slots.frame_1)
    expect(view.assets[job.assetId ?? '']?.madeFrom).toEqual(ids)
  })

  it('go up to fal as copies for clips, anew where a copy is another one, and as they are for pictures', async () => {
    const sent: number[] = []
    stage.imageFaults = ({ method, headers, url }) => {
      if (method === 'PUT' && !url.endsWith('/cancel')) sent.push(Number(headers.get('content-length')))
      return undefined
    }
    const files = [await plain(240, 420), await plain(240, 420)] as const
    const { turn, ids } = await withFrames([...files])
    await choose(turn, 'kling-v3')
    await putFits(turn, ids, files)
    const made = await finish(turn, await begin(turn, clip(ids)))
    expect(made).toMatchObject({ state: 'stored', provider: 'fal' })
    expect(sent).toHaveLength(2)
    await begin(turn, { ...hero, slot: 'frame_1', inputs: [ids[0]] })
    await expect.poll(() => sent.slice(2)).toEqual([files[0].length])
    await putFits(turn, ids, files.toReversed())
    await begin(turn, { ...clip(ids), prompt: 'Orbit.' })
    await expect.poll(() => sent.slice(3)).toHaveLength(2)
  })
})

describe('a copy that fits', () => {
  let picture: Uint8Array
  beforeAll(async () => {
    picture = await photo(300, 200)
  })
  const jpeg = async (quality = 90) => new Uint8Array(await sharp(picture).jpeg({ quality }).toBuffer())

  it('is stored once it is whole, for a frame and nothing else, and as often as it is sent', async () => {
    const { turn, ids } = await withFrames([await plain(240, 160), await plain(240, 161)])
    const [id = ''] = ids
    const wrong = await put(turn, id, await jpeg(), { 'x-content-sha256': 'a'.repeat(64) })
    expect(await problem(wrong)).toMatchObject({ status: 422, code: 'storage_refused' })
    expect(await problem(await put(turn, id, await jpeg(), { 'content-type': 'image/png' }))).toMatchObject({
      code: 'invalid_request',
    })
    const { slots } = await stage.view(turn.sessionId)
    expect(await problem(await put(turn, slots.hero?.activeId ?? '', await jpeg()))).toMatchObject({
      code: 'invalid_request',
    })
    const nobody = `out_${crypto.randomUUID()}`
    expect(await problem(await put(turn, nobody, await jpeg()))).toMatchObject({ code: 'unknown_asset' })
    expect(await isStored(id)).toBe(false)
    for (const quality of [90, 90, 80]) expect((await put(turn, id, await jpeg(quality))).status).toBe(204)
    const kept = await (await (await stage.worker.bucket()).get(assetKey(companionOf(id, 'fit'))))?.arrayBuffer()
    expect(Buffer.from(kept ?? new ArrayBuffer()).equals(await jpeg(80))).toBe(true)
    expect(await stage.view(turn.sessionId)).toMatchObject({ slots })
    await turn.end()
    expect(await problem(await put(turn, id, await jpeg()))).toMatchObject({ code: 'no_turn' })
  })

  it('stays as long as its frame does, and goes with the shoot', async () => {
    const { turn, ids } = await withFrames([await plain(240, 160), await plain(240, 161)])
    const [id = ''] = ids
    await put(turn, id, await jpeg())
    await expect.poll(() => stage.worker.queryObject(turn.sessionId, 'SELECT kind FROM outbox')).toEqual([])
    const tomorrow = new Date(Date.now() + 25 * 60 * 60_000)
    await stage.worker.housekeep(tomorrow)
    expect(await isStored(id)).toBe(true)
    // As after the database was lost: the session has the last word.
    await (await stage.worker.database()).prepare('DELETE FROM assets WHERE id = ?').bind(id).run()
    await stage.worker.housekeep(tomorrow)
    expect(await isStored(id)).toBe(true)
    await turn.end()
    const gone = await fetch(`${stage.worker.url}/api/sessions/${turn.sessionId}`, { method: 'DELETE' })
    expect([gone.status, await isStored(id)]).toEqual([204, false])
    // As one that was on its way when the shoot was deleted, and was cut off.
    const note = { customMetadata: { session: turn.sessionId } }
    await (await stage.worker.bucket()).put(assetKey(companionOf(id, 'fit')), 'late', note)
    await stage.worker.housekeep(tomorrow)
    expect(await isStored(id)).toBe(false)
  })
})
