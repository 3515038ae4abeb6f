import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type RunningServer, serveLoopback } from '../../../demo/src/shared/serveLoopback.ts'
import { FalKeys } from './FalKeys.ts'

const MINUTE_MS = 60_000
const [old, next, foreign] = [1, 2, 3].map(() => generateKeyPairSync('ed25519')) as [Pair, Pair, Pair]
type Pair = { publicKey: KeyObject; privateKey: KeyObject }

let server: RunningServer
/** What fal shows; null while it is down. */
let shown: unknown[] | null
let loads: number
let now: number
let keys: FalKeys

beforeEach(async () => {
  loads = 0
  now = 0
  shown = [jwk(old)]
  server = await serveLoopback(() => {
    loads += 1
    return shown === null ? new Response('', { status: 502 }) : Response.json({ keys: shown })
  }, 0)
  keys = new FalKeys({ url: `${server.url}/jwks.json`, fetch, now: () => now })
})
afterEach(() => server.close())

function jwk({ publicKey }: Pair) {
  return { ...publicKey.export({ format: 'jwk' }), kid: 'a', use: 'sig', alg: 'EdDSA' }
}
const MESSAGE = Buffer.from('words')
const isTaken = (by: Pair) => keys.haveSigned(MESSAGE, new Uint8Array(sign(null, MESSAGE, by.privateKey)))

it('takes what one of the keys has signed, and keeps them for a day', async () => {
  shown = [{ kty: 'RSA', n: 'x', e: 'AQAB' }, jwk(next), jwk(old)]
  expect([await isTaken(old), await isTaken(next)]).toEqual([true, true])
  expect(loads).toBe(1)
  now += 23 * 60 * MINUTE_MS
  expect(await isTaken(old)).toBe(true)
  expect(loads).toBe(1)
  now += 61 * MINUTE_MS
  expect(await isTaken(old)).toBe(true)
  expect(loads).toBe(2)
})

it('knows a new key from its first delivery on, and one that was taken back no more', async () => {
  expect(await isTaken(old)).toBe(true)
  shown = [jwk(next)]
  expect(await isTaken(next)).toBe(true)
  expect(await isTaken(old)).toBe(false)
})

it('loads them no more than ten times a minute, whatever comes', async () => {
  for (let index = 0; index < 30; index++) expect(await isTaken(foreign)).toBe(false)
  expect(loads).toBe(10)
  expect(await isTaken(old)).toBe(true)
  now += MINUTE_MS
  expect(await isTaken(foreign)).toBe(false)
  expect(loads).toBe(11)
})

it.each([
  ['fal is down', null],
  ['there are none for Ed25519', [{ kty: 'RSA', n: 'x', e: 'AQAB' }]],
])('says of nothing that it is not signed while %s, and recovers', async (_, broken) => {
  shown = broken
  for (let index = 0; index < 30; index++) await expect(isTaken(old)).rejects.toThrow()
  expect(loads).toBe(10)
  shown = [jwk(old)]
  now += MINUTE_MS
  expect(await isTaken(old)).toBe(true)
})
