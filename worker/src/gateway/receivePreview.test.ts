import { Asset, assetKey, companionOf, PREVIEW, Problem, SessionList } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { photo, uploadOne } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const THUMBHASH = 'A'.repeat(28)

const { worker, api, openTurn, view, projected, close } = await startScriptedWorker()
const webp = new Uint8Array(await photo(512, 341, 'webp'))
afterAll(close)

const isStored = async (assetId: string) =>
  (await (await worker.bucket()).head(assetKey(companionOf(assetId, 'preview')))) !== null
const coverHasPreview = async (sessionId: string) => {
  await projected(sessionId)
  const { sessions } = SessionList.parse(await (await fetch(`${api}/sessions`)).json())
  return sessions.find(({ id }) => id === sessionId)?.coverHasPreview
}
const read = (assetId: string, query = '?preview') => fetch(`${api}/media/${assetId}${query}`)
const problem = async (response: Response) => Problem.parse(await response.json())

/** An open turn with a photo and a hero. */
async function shoot(): Promise<{ turn: OpenTurn; hero: string; photo: string }> {
  const upload = await uploadOne(worker.url)
  const turn = await openTurn('go', undefined, [upload])
  const put = await turn.put('hero', await photo(300, 200))
  return { turn, hero: Asset.parse(await put.json()).id, photo: upload }
}

async function put({ call }: OpenTurn, id: string, bytes = webp, headers = {}): Promise<Response> {
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  const stated = { 'content-type': 'image/webp', 'x-content-sha256': sha256, 'x-thumbhash': THUMBHASH, ...headers }
  return await call(`/previews/${id}`, { method: 'PUT', body: bytes, headers: stated })
}

describe('a preview', () => {
  it('is shown in the place of a result or a photo once it is there, also when the turn is over, and told once', async () => {
    const { turn, hero, photo } = await shoot()
    expect((await view(turn.sessionId)).assets[hero]).toMatchObject({ thumbhash: null, hasPreview: false })
    expect(await problem(await read(hero))).toMatchObject({ status: 404, code: 'unknown_asset' })
    expect(await coverHasPreview(turn.sessionId)).toBe(false)
    expect((await put(turn, hero)).status).toBe(204)
    await turn.end()
    expect((await put(turn, photo)).status).toBe(204)
    const shown = await view(turn.sessionId)
    for (const id of [hero, photo]) {
      expect(shown.assets[id]).toMatchObject({ thumbhash: THUMBHASH, hasPreview: true })
      const answer = await read(id)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
      expect(answer.headers.get('cache-control')).toContain('immutable')
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(webp)
      expect((await read(id, '')).headers.get('content-type')).toBe('image/png')
    }
    // Browsers keep the first one for ever.
    const other = webp.slice(0, 1000)
    expect((await put(turn, hero, other, { 'x-thumbhash': 'B'.repeat(28) })).status).toBe(204)
    expect(new Uint8Array(await (await read(hero)).arrayBuffer())).toEqual(webp)
    expect((await view(turn.sessionId)).lastSeq).toBe(shown.lastSeq)
    expect(await coverHasPreview(turn.sessionId)).toBe(true)
    const { results } = await (await worker.database())
      .prepare('SELECT thumbhash, has_preview FROM assets WHERE session_id = ?')
      .bind(turn.sessionId)
      .all()
    expect(results).toEqual(Array(2).fill({ thumbhash: THUMBHASH, has_preview: 1 }))
  })

  it('is refused where it is none, or is of nothing here', async () => {
    const { turn, hero } = await shoot()
    const code = 'invalid_request'
    expect(await problem(await put(turn, hero, webp, { 'x-thumbhash': 'no' }))).toMatchObject({ code })
    expect(await problem(await put(turn, hero, webp, { 'content-type': 'image/png' }))).toMatchObject({ code })
    expect(await problem(await put(turn, hero, new Uint8Array(PREVIEW.bytes + 1)))).toMatchObject({ code })
    const broken = await put(turn, hero, webp, { 'x-content-sha256': 'a'.repeat(64) })
    expect(await problem(broken)).toMatchObject({ code: 'storage_refused' })
    const nobody = `out_${crypto.randomUUID()}`
    expect(await problem(await put(turn, nobody))).toMatchObject({ code: 'unknown_asset' })
    expect([await isStored(hero), await isStored(nobody)]).toEqual([false, false])
    expect((await view(turn.sessionId)).assets[hero]).toMatchObject({ hasPreview: false })
    await turn.end()
  })

  it('has its blur in the event of a file that brings one', async () => {
    const { turn } = await shoot()
    const bytes = new Uint8Array(await photo(300, 201))
    const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
    const query = new URLSearchParams({ width: '300', height: '201', madeFrom: '', thumbhash: THUMBHASH })
    const headers = { 'content-type': 'image/png', 'x-content-sha256': sha256 }
    const stored = await turn.call(`/files/hero?${query}`, { method: 'PUT', headers, body: bytes })
    expect(await stored.json()).toMatchObject({ thumbhash: THUMBHASH, hasPreview: false })
    await turn.end()
  })

  it('comes along when its photo is given to another shoot', async () => {
    const { turn, photo } = await shoot()
    await put(turn, photo)
    await turn.end()
    await projected(turn.sessionId)
    const other = await openTurn('go', undefined, [photo])
    const { references, assets } = await view(other.sessionId)
    const copy = references[0] ?? ''
    expect(copy).not.toBe(photo)
    expect(assets[copy]).toMatchObject({ thumbhash: THUMBHASH, hasPreview: true })
    expect(await sharp(await (await read(copy)).arrayBuffer()).metadata()).toMatchObject({ format: 'webp', width: 512 })
    await other.end()
    await (await worker.bucket()).delete(assetKey(companionOf(photo, 'preview')))
    const without = await openTurn('go', undefined, [photo])
    expect(Object.values((await view(without.sessionId)).assets)).toMatchObject([{ hasPreview: false }])
    await without.end()
  })

  it('stays as long as its shoot does, and goes with it', async () => {
    const { turn, hero, photo } = await shoot()
    for (const id of [hero, photo]) await put(turn, id)
    await turn.end()
    const tomorrow = new Date(Date.now() + 25 * 60 * 60_000)
    await worker.housekeep(tomorrow)
    expect([await isStored(hero), await isStored(photo)]).toEqual([true, true])
    expect((await fetch(`${api}/sessions/${turn.sessionId}`, { method: 'DELETE' })).status).toBe(204)
    expect([await isStored(hero), await isStored(photo)]).toEqual([false, false])
    // As one that was on its way when the shoot was deleted, and was cut off.
    const note = { customMetadata: { session: turn.sessionId } }
    await (await worker.bucket()).put(assetKey(companionOf(photo, 'preview')), 'late', note)
    await worker.housekeep(tomorrow)
    expect(await isStored(photo)).toBe(false)
  })
})
