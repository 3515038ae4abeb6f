import { Asset, assetKey, Manifest, UploadAnswer } from '@fashion-shoot/protocol'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { photo, upload } from '../../test/client.ts'
import type { OpenTurn } from '../../test/openTurn.ts'
import { startScriptedWorker } from '../../test/startScriptedWorker.ts'

const { worker, api, openTurn, close } = await startScriptedWorker()
afterAll(close)

const download = (sessionId: string, query = '') => fetch(`${api}/sessions/${sessionId}/archive.zip${query}`)

async function unpack(response: Response) {
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect(response.headers.get('content-length')).toBe(String(bytes.length))
  const { 'manifest.json': manifest = new Uint8Array(), ...files } = unzipSync(bytes)
  return { files, manifest: Manifest.parse(JSON.parse(strFromU8(manifest))) }
}

async function put(turn: OpenTurn, slot: string, bytes: Uint8Array): Promise<Asset> {
  return Asset.parse(await (await turn.put(slot, bytes)).json())
}

describe('the archive of a shoot', () => {
  it('holds what counts, the photos, and a manifest, under the names that the terminal gives them', async () => {
    const picture = new Uint8Array(await photo(300, 400, 'jpeg'))
    const names = [
      '../../Mäntel & “co”.JPG',
      'same.jpg',
      'same.jpg',
      '.jpg',
      '\u202egnp.exe',
      `${'x'.repeat(79)}😀.jpg`,
    ]
    const sent = await upload(
      worker.url,
      names.map((name) => ({ bytes: picture, name })),
    )
    const { assets } = UploadAnswer.parse(await sent.json())
    const photos = assets.map(({ id }) => id)
    const turn = await openTurn('Ein Mantel: “rot”/blau', undefined, photos)
    const heroes = [new Uint8Array(await photo(300, 200)), new Uint8Array(await photo(300, 201))] as const
    const [first, second] = [await put(turn, 'hero', heroes[0]), await put(turn, 'hero', heroes[1])]
    await put(turn, 'contact_sheet', heroes[0])

    const answer = await download(turn.sessionId)
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('Ein Mantel “rot” blau.zip')}`,
    )
    const { files, manifest } = await unpack(answer)
    expect(Object.keys(files)).toEqual([
      'hero.png',
      'contact-sheet.png',
      'references/01-.._.._Mäntel & “co”.jpg',
      'references/02-same.jpg',
      'references/03-same.jpg',
      'references/04-photo.jpg',
      'references/05-_gnp.jpg',
      `references/06-${'x'.repeat(79)}.jpg`,
    ])
    expect(files['hero.png']).toEqual(heroes[1])
    expect(files['references/02-same.jpg']).toEqual(picture)
    expect(manifest).toMatchObject({ sessionId: turn.sessionId, title: 'Ein Mantel: “rot”/blau', spentUsd: 0 })
    expect(manifest.files.map(({ file }) => file)).toEqual(Object.keys(files))
    expect(manifest.files[0]?.asset).toEqual(second)

    const all = await unpack(await download(turn.sessionId, '?all'))
    expect(Object.keys(all.files)).toEqual([...Object.keys(files), 'versions/hero-v1.png'])
    expect(all.files['versions/hero-v1.png']).toEqual(heroes[0])
    expect(all.manifest.files.at(-1)?.asset).toEqual(first)
    await turn.end()
  })

  it('is there for a shoot that has nothing yet, and for none that is not', async () => {
    const made = await fetch(`${api}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    const { id } = (await made.json()) as { id: string }
    const head = await fetch(`${api}/sessions/${id}/archive.zip`, { method: 'HEAD' })
    const answer = await download(id)
    expect(head.headers.get('content-length')).toBe(answer.headers.get('content-length'))
    expect(answer.headers.get('content-disposition')).toContain('Shoot.zip')
    expect(await unpack(answer)).toMatchObject({ files: {}, manifest: { files: [] } })
    expect((await download(crypto.randomUUID())).status).toBe(404)
  })

  it('breaks off where a file is gone, so that nobody takes it for a whole one', async () => {
    const turn = await openTurn('go')
    const { id } = await put(turn, 'hero', new Uint8Array(await photo(300, 200)))
    await (await worker.bucket()).delete(assetKey(id))
    await expect(download(turn.sessionId).then((answer) => answer.arrayBuffer())).rejects.toThrow()
    expect(worker.lines.some((line) => line.includes('archive_broken') && line.includes(id))).toBe(true)
    await turn.end()
  })
})
