import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GatewayServer, startGatewayServer } from '../../test/startGatewayServer.ts'
import { createGatewayClient } from './createGatewayClient.ts'
import { GatewayError } from './GatewayError.ts'

const { signal } = new AbortController()
let server: GatewayServer
let picture: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  picture = new Uint8Array(png)
  server = await startGatewayServer({
    token: 'secret',
    sessionId: crypto.randomUUID(),
    make: async () => ({ bytes: picture, contentType: 'image/png' }),
  })
})
afterAll(() => server.close())

const client = (token = 'secret', url = server.url) => createGatewayClient({ url, token, fetch })
const upload = () => ({
  slot: 'hero' as const,
  bytes: picture,
  contentType: 'image/png' as const,
  sha256: createHash('sha256').update(picture).digest('hex'),
  width: 30,
  height: 20,
  madeFrom: [],
})

describe('the gateway client', () => {
  it('stores a file with its size and hash, and reads the same bytes back', async () => {
    const asset = await client().storeFile(upload(), signal)
    expect(asset).toMatchObject({ slot: 'hero', version: 1, width: 30, height: 20 })
    const bytes = await new Response(await client().fetchFile(asset.id, signal)).bytes()
    expect(Buffer.from(bytes).equals(picture)).toBe(true)
    expect((await client().storeFile(upload(), signal)).id).toBe(asset.id)
  })

  it("turns a refusal into the gateway's own words and way out, without trying again", async () => {
    const before = server.seen.length
    const refused = client().setActive('hero', 9, signal)
    await expect(refused).rejects.toMatchObject({
      code: 'unknown_version',
      message: 'There is no such version.',
      hint: 'get_shoot says which there are.',
    })
    await expect(client('wrong').readShoot(signal)).rejects.toBeInstanceOf(GatewayError)
    expect(server.seen.length - before).toBe(2)
  })

  it('repeats a call in which the gateway failed, and at last says so in its words', async () => {
    server.failNext(/shoot/, 1)
    await expect(client().readShoot(signal)).resolves.toMatchObject({ title: 'Test' })
    server.failNext(/checkpoints/, 1)
    await expect(client().endStage('hero', signal)).resolves.toMatchObject({ checkpoint: { stage: 'hero' } })
    server.failNext(/shoot/, 3)
    const failed = createGatewayClient({ url: server.url, token: 'secret', fetch, retryMs: [10, 10] }).readShoot(signal)
    await expect(failed).rejects.toMatchObject({ message: 'Something went wrong on our side.' })
  })

  it('does not repeat what a deployment is not set up for', async () => {
    const before = server.seen.length
    server.failNext(/shoot/, 1, { status: 503, code: 'unconfigured' })
    await expect(client().readShoot(signal)).rejects.toMatchObject({ code: 'unconfigured' })
    expect(server.seen.length - before).toBe(1)
  })

  it('says in words that nobody answers', async () => {
    const nobody = createServer()
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve))
    const { port } = nobody.address() as AddressInfo
    await new Promise((resolve) => nobody.close(resolve))
    const url = `http://127.0.0.1:${port}`
    const failed = createGatewayClient({ url, token: 'secret', fetch, retryMs: [10, 10] }).endStage('hero', signal)
    await expect(failed).rejects.toMatchObject({ hint: expect.stringContaining('get_shoot') })
  })

  it('does not take an answer that is not what the protocol says', async () => {
    const wrong = createServer((_, response) => response.end('{"title":"Test"}'))
    await new Promise<void>((resolve) => wrong.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(wrong.address() as AddressInfo).port}`
    await expect(client('secret', url).readShoot(signal)).rejects.toMatchObject({ code: 'gateway_reply_invalid' })
    await new Promise((resolve) => wrong.close(resolve))
  })

  it('stops waiting when the person stops the turn', async () => {
    server.failNext(/shoot/, 99)
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('stopped')), 50)
    await expect(client().readShoot(stop.signal)).rejects.toThrow(/stopped|abort/i)
    server.failNext(/nothing/, 1)
  })
})
