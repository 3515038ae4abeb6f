import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Health, Me, Problem } from '@fashion-shoot/protocol'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../../test/makeToken.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

const AUDIENCE = 'd7a5b1c3f2e94c0fa1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718'

let server: Server
let team: string
/** What the team's address answers with. */
let certs: () => { status: number; body: string }
let [key, other]: Awaited<ReturnType<typeof generateKeyPair>>[] = []
let worker: RunningWorker

/** An assertion as Access makes them: https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/application-token/ */
const claims = (extra: JWTPayload = {}): JWTPayload => ({
  aud: [AUDIENCE],
  iss: team,
  iat: seconds(-5),
  nbf: seconds(-5),
  exp: seconds(3600),
  type: 'app',
  sub: '7335d417-61da-459d-899c-0a01c76a2f94',
  email: 'Stylist@Example.com',
  ...extra,
})
/** The same with one claim left away. */
const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([one]) => one !== name))
const seconds = (from: number) => Math.floor(Date.now() / 1000) + from
const sign = (payload: JWTPayload, privateKey = key?.privateKey, header: object = {}) => {
  if (privateKey === undefined) throw new Error('no key')
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'JWT', ...header }).sign(privateKey)
}

beforeAll(async () => {
  ;[key, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  if (key === undefined) throw new Error('no key')
  const jwk = { ...(await exportJWK(key.publicKey)), kid: 'one', use: 'sig', alg: 'RS256' }
  certs = () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) })
  server = createServer((request, response) => {
    const { status, body } = request.url === '/cdn-cgi/access/certs' ? certs() : { status: 404, body: '' }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  team = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  worker = await startWorker({ LOOPBACK: '', ACCESS_TEAM_DOMAIN: `${team}/`, ACCESS_AUD: AUDIENCE })
})
afterAll(async () => {
  await worker.close()
  server.close()
})

const me = (headers: Record<string, string>, url = worker.url) => fetch(`${url}/api/me`, { headers })
const asserted = async (jwt: string | Promise<string>) => await me({ 'cf-access-jwt-assertion': await jwt })
const problem = async (response: Response) => Problem.parse(await response.json())
const health = async (url = worker.url) => Health.parse(await (await fetch(`${url}/api/health`)).json())

describe('an assertion of Cloudflare Access', () => {
  it('names a person by their address, in the header and in the cookie', async () => {
    const jwt = await sign(claims())
    for (const headers of [{ 'cf-access-jwt-assertion': jwt }, { cookie: `a=b; CF_Authorization=${jwt}` }]) {
      expect(Me.parse(await (await me(headers)).json())).toEqual({ owner: 'stylist@example.com' })
    }
    expect((await health()).parts.access).toMatchObject({ state: 'ok', message: 'by Cloudflare Access' })
  })

  it('names a service token by its own name', async () => {
    const { email: _, ...rest } = claims({ sub: '', common_name: 'e367826f93b8d71185e03fe518aff3b4.access' })
    const answer = await asserted(sign(rest))
    expect(Me.parse(await answer.json())).toEqual({ owner: 'e367826f93b8d71185e03fe518aff3b4.access' })
  })

  const forged: [string, () => string | Promise<string>][] = [
    ['signed with another key of the same name', () => sign(claims(), other?.privateKey)],
    ['signed with a key that the team has not', () => sign(claims(), other?.privateKey, { kid: 'two' })],
    ['for another application', () => sign(claims({ aud: ['another'] }))],
    ['for none', () => sign(without('aud'))],
    ['of another team', () => sign(claims({ iss: 'https://another.cloudflareaccess.com' }))],
    ['of none', () => sign(without('iss'))],
    ['that has run out', () => sign(claims({ exp: seconds(-60) }))],
    ['that never runs out', () => sign(without('exp'))],
    ['that does not count yet', () => sign(claims({ nbf: seconds(600) }))],
    ['that names nobody', () => sign(claims({ email: ' ', sub: '' }))],
    ['without a signature', () => new UnsecuredJWT(claims()).encode()],
    ['with the signature taken off', async () => (await sign(claims())).replace(/[^.]+$/, '')],
    ['signed by a shared secret', () => sharedSecret()],
    [
      'with other claims than were signed',
      async () => swapClaims(await sign(claims()), claims({ email: 'somebody-else@example.com' })),
    ],
    ['that is none', () => 'e30.e30.e30'],
    ['that is nothing', () => ' '],
  ]
  it.each(forged)('%s is refused', async (_, make) => {
    expect(await problem(await asserted(make()))).toMatchObject({ status: 401, code: 'sign_in_required' })
  })

  it('is followed by a page in words where a browser comes without', async () => {
    const headers = { accept: 'text/html' }
    const asked = await fetch(`${worker.url}/shoots/1`, { headers })
    const html = await asked.text()
    expect(new URL(asked.url).pathname).toBe('/login')
    expect(html).toContain('Sign in through Cloudflare Access')
    expect(html).toContain('href="/shoots/1"')
    expect(html).not.toContain('<form')
  })

  it('ends with Access itself when one signs out', async () => {
    const headers = { 'cf-access-jwt-assertion': await sign(claims()) }
    const out = await fetch(`${worker.url}/logout`, { method: 'POST', redirect: 'manual', headers })
    expect(out.headers.get('location')).toBe('/cdn-cgi/access/logout')
  })
})

/** The team's public key, which everybody has, taken for the secret of HS256. */
async function sharedSecret(): Promise<string> {
  const secret = new TextEncoder().encode(certs().body)
  return await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret)
}

function swapClaims(jwt: string, payload: JWTPayload): string {
  const [header, , signature] = jwt.split('.')
  return [header, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.')
}

it('goes together with access tokens', async () => {
  const editor = await makeToken(worker, 'editor')
  const jwt = await sign(claims())
  const both = { 'cf-access-jwt-assertion': jwt }
  expect(Me.parse(await (await editor.fetch('/api/me', { headers: both })).json())).toEqual({ owner: 'editor' })
  const byCookie = await me({ ...both, cookie: `__Host-fashion-shoot-token=${editor.token}` })
  expect(Me.parse(await byCookie.json())).toEqual({ owner: 'editor' })
  const staleCookie = await me({ ...both, cookie: `__Host-fashion-shoot-token=fsa_${'x'.repeat(43)}` })
  expect(Me.parse(await staleCookie.json())).toEqual({ owner: 'stylist@example.com' })
  const wrongToken = await me({ ...both, authorization: `Bearer fsa_${'x'.repeat(43)}` })
  expect(wrongToken.status).toBe(401)
  const names = async () => (await health()).parts.access.message
  // Health is asked of the database anew every few seconds.
  await expect.poll(names, { timeout: 15_000, interval: 250 }).toBe('by access token or Cloudflare Access')
})

describe('when the keys of the team do not load', () => {
  it.each([
    ['the address answers with an error', () => ({ status: 500, body: '' })],
    ['the address leads elsewhere', () => ({ status: 302, body: '' })],
    ['what comes is no set of keys', () => ({ status: 200, body: '{"keys":7}' })],
    ['what comes is a page', () => ({ status: 200, body: '<html>' })],
  ])('nobody is let in, and it is said (%s)', async (_, answer) => {
    const jwt = await sign(claims())
    const before = certs
    certs = answer
    const fresh = await startWorker({ LOOPBACK: '', ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: AUDIENCE })
    try {
      const refused = await me({ 'cf-access-jwt-assertion': jwt }, fresh.url)
      expect(await problem(refused)).toMatchObject({ status: 503, code: 'access_keys_unreachable' })
      certs = before
      expect((await me({ 'cf-access-jwt-assertion': jwt }, fresh.url)).status).toBe(200)
    } finally {
      certs = before
      await fresh.close()
    }
  })

  it('nobody is let in where nothing answers at all', async () => {
    const fresh = await startWorker({ LOOPBACK: '', ACCESS_TEAM_DOMAIN: 'http://127.0.0.1:9', ACCESS_AUD: AUDIENCE })
    try {
      const jwt = await sign(claims({ iss: 'http://127.0.0.1:9' }))
      const refused = await me({ 'cf-access-jwt-assertion': jwt }, fresh.url)
      expect(await problem(refused)).toMatchObject({ status: 503, code: 'access_keys_unreachable' })
      const page = await fetch(`${fresh.url}/`, { headers: { accept: 'text/html', 'cf-access-jwt-assertion': jwt } })
      expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Try again in a while')])
    } finally {
      await fresh.close()
    }
  })
})

describe('half set up', () => {
  it.each([
    ['ACCESS_AUD is not', { ACCESS_TEAM_DOMAIN: 'https://team.cloudflareaccess.com' }],
    ['ACCESS_TEAM_DOMAIN is not', { ACCESS_AUD: AUDIENCE, ACCESS_TEAM_DOMAIN: ' ' }],
    ['not an address', { ACCESS_AUD: AUDIENCE, ACCESS_TEAM_DOMAIN: 'team' }],
  ])('nobody is let in, with a token neither, and health says why: %s', async (reason, settings) => {
    const half = await startWorker({ LOOPBACK: '', ...settings })
    try {
      const stylist = await makeToken(half, 'stylist')
      const answers = [
        await stylist.fetch('/api/me'),
        await me({ 'cf-access-jwt-assertion': await sign(claims()) }, half.url),
        await me({}, half.url),
      ]
      for (const answer of answers) {
        expect(await problem(answer)).toMatchObject({
          status: 503,
          code: 'access_misconfigured',
          detail: expect.stringContaining(reason),
        })
      }
      for (const path of ['/', '/login']) {
        const page = await fetch(half.url + path, { headers: { accept: 'text/html' } })
        expect([path, page.status, await page.text()]).toEqual([path, 503, expect.stringContaining(reason)])
      }
      const { ok, parts } = await health(half.url)
      expect([ok, parts.access.state, parts.access.message]).toEqual([
        false,
        'unconfigured',
        expect.stringContaining(reason),
      ])
    } finally {
      await half.close()
    }
  })
})
