import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type RunningServer, serveLoopback } from '../../demo/src/shared/serveLoopback.ts'
import { Recorder } from './Recorder.ts'
import { requireNoKeys } from './requireNoKeys.ts'

const SECRETS = ['an-id-of-fal:a-secret-of-fal', 'kling-secret']
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIn0.sIgNaTuRe'
const KEYS = ['a-secret-of-fal', 'kling-secret', 'unknown-token', 'SIGNED', JWT]

let folder: string
let server: RunningServer | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await server?.close()
})

/** Makes one call, and returns what came back and what was written down of it. */
async function record(answer: (request: Request) => Response | Promise<Response>, path = '/', init: RequestInit = {}) {
  server = await serveLoopback(answer, 0)
  const response = await new Recorder(folder, SECRETS).fetch(`${server.url}${path}`, init)
  const bytes = Buffer.from(await response.arrayBuffer())
  const [file = ''] = readdirSync(folder)
  const text = readFileSync(join(folder, file), 'utf8')
  return { bytes, file, text, exchange: JSON.parse(text) }
}

it('lets both sides see all of it, and writes none of the keys', async () => {
  const url = 'https://x.example/p?X-Amz-Credential=SIGNED&X-Amz-Expires=SIGNED&sig=SIGNED&Expires=SIGNED&size=3'
  const sent = { url, jwt: JWT, access_token: 'unknown-token', said: 'of kling-secret' }
  const { bytes, file, text, exchange } = await record(
    async (request) => {
      expect(request.headers.get('authorization')).toBe('Key an-id-of-fal:a-secret-of-fal')
      const headers = { 'set-cookie': 'session=unknown-token', 'x-said': 'Bearer unknown-token' }
      return Response.json({ echo: [await request.json()] }, { headers })
    },
    '/some/way?api_key=unknown-token&page=2',
    {
      method: 'POST',
      headers: { authorization: 'Key an-id-of-fal:a-secret-of-fal', 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    },
  )
  expect(JSON.parse(bytes.toString())).toEqual({ echo: [sent] })
  for (const key of KEYS) expect(text).not.toContain(key)
  expect(file).toBe('001-POST-127.0.0.1_some_way.json')
  expect(exchange.request.url).toMatch(/\/some\/way\?api_key=\[redacted\]&page=2$/)
  expect(exchange.request.body.url).toMatch(/&size=3$/)
  expect(exchange.response).toMatchObject({ status: 200, body: { echo: [{ said: 'of [redacted]' }] } })
})

it('keeps of pictures, also of those in base64, what tells them again', async () => {
  const picture = Buffer.alloc(9000, 7)
  const { bytes, exchange } = await record(
    () => new Response(picture, { headers: { 'content-type': 'image/png' } }),
    '/',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: picture.toString('base64') }),
    },
  )
  expect(bytes).toEqual(picture)
  expect(exchange.request.body.image).toEqual({
    type: 'text',
    bytes: 12_000,
    sha256: expect.stringMatching(/^\w{64}$/),
  })
  expect(exchange.response.body).toEqual({
    type: 'image/png',
    bytes: 9000,
    sha256: createHash('sha256').update(picture).digest('hex'),
  })
})

it('writes down what was not answered too', async () => {
  await expect(new Recorder(folder, SECRETS).fetch('http://127.0.0.1:9/kling-secret')).rejects.toThrow()
  const [file = ''] = readdirSync(folder)
  expect(file).not.toContain('kling-secret')
  const { failed, request } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  expect(request.url).toBe('http://127.0.0.1:9/[redacted]')
  expect(failed).toMatch(/fetch failed/)
})

it.each([
  ['as it is', '{"a":"of kling-secret"}'],
  ['a part of one', 'a-secret-of-fal'],
  ['in base64', Buffer.from('kling-secret').toString('base64')],
])('finds a key that was written down all the same: %s', (_, text) => {
  writeFileSync(join(folder, 'good.json'), 'nothing')
  expect(() => requireNoKeys(folder, SECRETS)).not.toThrow()
  writeFileSync(join(folder, 'bad.png'), Buffer.concat([Buffer.from([0x89, 0xff]), Buffer.from(text)]))
  expect(() => requireNoKeys(folder, SECRETS)).toThrow(/A key stands in the recording \S+, in bad\.png\.\n/)
})
