import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { lockDataDir } from '../local/lockDataDir.ts'
import { ApiProblem } from './ApiProblem.ts'
import { connect } from './connect.ts'

const TOKEN = 'fsa_of-the-test'
const part = { state: 'ok', mode: 'live', message: 'ready' }
const parts = Object.fromEntries(
  ['database', 'storage', 'sandbox', 'access', 'director', 'images', 'clips'].map((name) => [name, part]),
)

const HEALTH = { ok: true, version: '1', clipKeys: 'FAL_KEY', parts }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A studio on the internet: it tells anybody how it is, and lets in who has the token. */
async function studio() {
  const sent: (string | undefined)[] = []
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization)
    const isOpen = request.url === '/api/health' || request.headers.authorization === `Bearer ${TOKEN}`
    response.writeHead(isOpen ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isOpen ? HEALTH : { code: 'sign_in_required' }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent }
}

const note = () => {}

it('is found at whatever port, by the data folder that it has', async () => {
  const { url } = await studio()
  const folder = mkdtempSync(join(tmpdir(), 'connect-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  const lock = lockDataDir(folder)
  lock.announce(url)
  const { api, own } = await connect({ server: null, token: null, env: { DATA_DIR: folder }, note })
  expect([api.url, own]).toEqual([url, null])
})

describe('a studio that wants a token', () => {
  it.each([
    ['of the command line', TOKEN, { SHOOT_TOKEN: 'another' }],
    ['of the environment', null, { SHOOT_TOKEN: ` ${TOKEN}\n` }],
  ])('is sent the one %s', async (_, token, env) => {
    const { url, sent } = await studio()
    const { api } = await connect({ server: url, token, env, note })
    expect((await api.media('x')).status).toBe(200)
    expect(sent.at(-1)).toBe(`Bearer ${TOKEN}`)
  })

  it.each([
    ['wants an access token', null, {}],
    ['does not take this access token', null, { SHOOT_TOKEN: 'wrong-one' }],
    ['wants an access token', null, { SHOOT_TOKEN: '' }],
  ])('%s, and the words say what to do without telling it', async (words, token, env) => {
    const { url } = await studio()
    const { api } = await connect({ server: url, token, env, note })
    const refused = await api.media('x').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiProblem)
    expect(String(refused)).toContain(words)
    expect(String(refused)).toContain('SHOOT_TOKEN')
    expect(String(refused)).not.toContain('wrong-one')
  })

  it('is not sent one that is none, or over a network in the clear', async () => {
    const odd = connect({ server: 'http://127.0.0.1:1', token: 'two words', env: {}, note })
    await expect(odd).rejects.toMatchObject({ exitCode: 2, message: expect.not.stringContaining('two words') })
    const clear = connect({ server: 'http://studio.example', token: TOKEN, env: {}, note })
    await expect(clear).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('https://studio.example'),
    })
  })
})

it('tells nobody from somebody else', async () => {
  const server = createServer((_, response) => response.end('a page')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const at = (port: number) => connect({ server: `http://127.0.0.1:${port}`, token: null, env: {}, note })
  await expect(at((server.address() as AddressInfo).port)).rejects.toThrow('(what answers there is something else)')
  // Fetch knows ports on which it does not even try.
  await expect(at(9)).rejects.toThrow('(bad port)')
})

it('sends no token to the studio on this machine, which wants none', async () => {
  const { url, sent } = await studio()
  const env = { SHOOT_TOKEN: TOKEN, PORT: new URL(url).port, DATA_DIR: '' }
  await connect({ server: null, token: null, env, note })
  expect(sent).toEqual([undefined])
})
