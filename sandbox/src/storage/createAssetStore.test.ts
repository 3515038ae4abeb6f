import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Asset, assetKey } from '@fashion-shoot/protocol'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GatewayServer, startGatewayServer } from '../../test/startGatewayServer.ts'
import { createGatewayClient } from '../gateway/createGatewayClient.ts'
import { createAssetStore } from './createAssetStore.ts'

const { signal } = new AbortController()
let server: GatewayServer
let folder: string
let asset: Asset
let picture: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'))
  const noise = { width: 60, height: 40, channels: 3, background: 'tomato' } as const
  picture = new Uint8Array(await sharp({ create: noise }).png().toBuffer())
  server = await startGatewayServer({
    token: 'secret',
    sessionId: crypto.randomUUID(),
    make: async () => ({ bytes: picture, contentType: 'image/png' }),
  })
  asset = await server.addReference('model', { bytes: picture, contentType: 'image/png' }, 'model.png')
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const fetches = () => server.seen.filter((call) => call.startsWith('GET /files/')).length

/** A store with a cache of its own, and with a mount that holds these bytes for the asset, or without a mount. */
async function makeStore(mounted: Uint8Array | null) {
  const base = await mkdtemp(join(folder, 'case-'))
  const [cacheDir, mount] = [join(base, 'cache'), join(base, 'mount')]
  await mkdir(cacheDir)
  if (mounted !== null) {
    await mkdir(dirname(join(mount, assetKey(asset.id))), { recursive: true })
    await writeFile(join(mount, assetKey(asset.id)), mounted)
  }
  const gateway = createGatewayClient({ url: server.url, token: 'secret', fetch })
  return { store: createAssetStore({ gateway, cacheDir, mount: mounted === null ? undefined : mount }), cacheDir }
}

describe.each([
  ['through the gateway', () => null, 1],
  ['from the mount', () => picture, 0],
  ['from a mount that has not all of the file yet', () => picture.subarray(0, 10), 1],
  ['from a mount that gives other bytes of the same size', () => new Uint8Array(picture.length), 1],
])('reading %s', (_, mounted, downloads) => {
  it('gives a local file with the very bytes, and asks the gateway once at most', async () => {
    const { store } = await makeStore(mounted())
    const before = fetches()
    const first = await store.localFile(asset, signal)
    const second = await store.localFile(asset, signal)
    expect((await readFile(first)).equals(picture)).toBe(true)
    expect(second).toBe(first)
    expect(fetches() - before).toBe(downloads)
  })

  it('says so when the asset is not there', async () => {
    const { store } = await makeStore(mounted())
    const unknown = { ...asset, id: `out_${crypto.randomUUID()}` }
    await expect(store.localFile(unknown, signal)).rejects.toMatchObject({ code: 'unknown_asset' })
  })
})

describe('reading from a mount that hangs', () => {
  it('turns to the gateway, for this file and the next ones', async () => {
    const base = await mkdtemp(join(folder, 'case-'))
    const [cacheDir, mount] = [join(base, 'cache'), join(base, 'mount')]
    await Promise.all([mkdir(cacheDir), mkdir(dirname(join(mount, assetKey(asset.id))), { recursive: true })])
    // Nobody writes to the other end of this pipe: to open it is to wait.
    const pipe = join(mount, assetKey(asset.id))
    execFileSync('mkfifo', [pipe])
    const gateway = createGatewayClient({ url: server.url, token: 'secret', fetch })
    const store = createAssetStore({ gateway, cacheDir, mount, mountMs: 50 })
    try {
      expect((await readFile(await store.localFile(asset, signal))).equals(picture)).toBe(true)
      await rm(join(cacheDir, `${asset.id}.png`))
      expect((await readFile(await store.localFile(asset, signal))).equals(picture)).toBe(true)
    } finally {
      // Lets the one read that waits go.
      await writeFile(pipe, '')
    }
  })
})

describe('reading a file that is damaged on the way', () => {
  it('refuses it and leaves nothing in the cache', async () => {
    const { store, cacheDir } = await makeStore(null)
    const expected = { ...asset, sha256: 'f'.repeat(64) }
    await expect(store.localFile(expected, signal)).rejects.toMatchObject({ code: 'file_incomplete' })
    expect(await readdir(cacheDir)).toEqual([])
  })
})

describe('storing', () => {
  it('makes the file a version of its slot', async () => {
    const { store, cacheDir } = await makeStore(null)
    const path = join(cacheDir, 'made.png')
    await writeFile(path, picture)
    const output = {
      slot: 'frame_2',
      path,
      contentType: 'image/png',
      width: 60,
      height: 40,
      madeFrom: [asset.id],
    } as const
    const stored = await store.store({ ...output, madeFrom: [asset.id] }, signal)
    expect(stored).toMatchObject({ slot: 'frame_2', version: 1, madeFrom: [asset.id], bytes: picture.length })
    await expect(store.store({ ...output, width: 61, madeFrom: [] }, signal)).rejects.toThrow('size is wrong')
  })
})
