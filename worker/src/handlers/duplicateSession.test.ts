import { assetKey, SessionSummary } from '@fashion-shoot/protocol'
import { afterAll, describe, expect, it } from 'vitest'
import { photo, post, uploadOne } from '../../test/client.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { host, worker, api, openTurn, view, close } = await startScriptedWorker()
afterAll(close)

const options = { stops: 'never', imageModel: 'seedream-4.5', clipModel: 'kling-v3', budgetUsd: 3 }
const duplicate = (id: string) => post(`${api}/sessions/${id}/duplicate`, {})
const isStored = async (id: string) => (await (await worker.bucket()).head(assetKey(id))) !== null
const listed = async () =>
  ((await (await fetch(`${api}/sessions`)).json()) as { sessions: SessionSummary[] }).sessions.map(({ id }) => id)

/** A shoot with two photos and a hero. */
async function shoot(title: string): Promise<{ id: string; photos: string[] }> {
  const photos = [await uploadOne(worker.url), await uploadOne(worker.url)]
  const { id } = SessionSummary.parse(await (await post(`${api}/sessions`, { title, options })).json())
  const turn = await openTurn('City at dusk', id, photos)
  await turn.put('hero', await photo(300, 200))
  await turn.end()
  return { id, photos }
}

describe('a duplicate of a shoot', () => {
  it('has its photos and options, nothing else, and photos of its own', async () => {
    const { id, photos } = await shoot('Dusk')
    const made = await duplicate(id)
    const copy = SessionSummary.parse(await made.json())
    expect(made.status).toBe(201)
    expect(copy).toMatchObject({ title: 'Dusk (copy)', ...options, stage: null, running: false, spentUsd: 0 })
    expect(copy.id).not.toBe(id)
    const shown = await view(copy.id)
    expect(shown).toMatchObject({ conversation: [], slots: {}, running: false })
    expect(shown.references).toHaveLength(2)
    expect(copy.coverAssetId).toBe(shown.references[0])
    for (const [at, own] of shown.references.entries()) {
      const { id: _, sessionId, ...facts } = (await view(id)).assets[photos[at] ?? ''] ?? { id: '', sessionId: '' }
      expect(shown.assets[own]).toEqual({ ...facts, id: own, sessionId: copy.id })
    }
    expect((await fetch(`${api}/sessions/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await Promise.all([...photos, ...shown.references].map(isStored))).toEqual([false, false, true, true])
    expect((await fetch(`${api}/sessions/${copy.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await Promise.all(shown.references.map(isStored))).toEqual([false, false])
  })

  it('tells the director of its photos with the first words, and not again', async () => {
    // The cut for the mark goes through the middle of one.
    const { id } = await shoot('😀'.repeat(59))
    const copy = SessionSummary.parse(await (await duplicate(id)).json())
    expect(copy.title).toBe(`${'😀'.repeat(56)} (copy)`)
    const { references } = await view(copy.id)
    const fresh = await uploadOne(worker.url)
    for (const [prompt, photos] of [
      ['Studio', [fresh]],
      ['go on', []],
    ] as const) {
      await (await openTurn(prompt, copy.id, [...photos])).end()
    }
    const [first, second] = host.turns.slice(-2).map(({ prompt }) => prompt)
    expect(first?.match(/up_[\w-]+/g)).toEqual([...references, fresh])
    expect(second).toBe('go on')
  })

  it('is none where a photo cannot be copied', async () => {
    const { id, photos } = await shoot('Broken')
    const before = await listed()
    await (await worker.bucket()).delete(assetKey(photos[1] ?? ''))
    expect((await duplicate(id)).status).toBe(404)
    expect(await listed()).toEqual(before)
    const { objects } = await (await worker.bucket()).list({ include: ['customMetadata'] })
    const known = new Set([...before, id])
    expect(
      objects.filter(({ customMetadata }) => customMetadata?.session && !known.has(customMetadata.session)),
    ).toEqual([])
  })
})
