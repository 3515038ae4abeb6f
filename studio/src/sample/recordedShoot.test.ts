import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SLOTS, staleSlots } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { mediaUrl } from '../api/studioApi.ts'
import { recordedShoot } from './recordedShoot.ts'

/** bytes: what the whole recording may add to what is deployed */
const LIMIT = 2_500_000

const { session, view } = await recordedShoot.read(new AbortController().signal)
const assets = Object.values(view.assets)

test('the recorded shoot is finished, in the protocol of today', () => {
  expect(view).toMatchObject({ sessionId: session.id, running: false, status: null })
  expect(SLOTS.filter((slot) => view.slots[slot] === undefined)).toEqual(['clip_6'])
  expect(staleSlots(view)).toEqual([])
  expect(view.checkpoints.at(-1)).toMatchObject({ stage: 'film', state: 'approved' })
  expect(view.checkpoints.map(({ state }) => state)).not.toContain('pending')
  expect(view.references.length).toBeGreaterThan(1)
  const kinds = view.conversation.map(({ kind }) => kind)
  expect(kinds).toContain('director')
  expect(kinds).not.toContain('error')
})

test('every asset of it is a file that comes with the page, small enough all together', async () => {
  for (const { fileName, bytes, sha256, id } of assets) {
    const file = await readFile(new URL(`recording/${fileName}`, import.meta.url))
    expect({ fileName, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') }).toEqual({
      fileName,
      bytes,
      sha256,
    })
    expect(mediaUrl(id)).toMatch(/^\/(?!api\/)/)
  }
  expect(assets.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(LIMIT)
})
