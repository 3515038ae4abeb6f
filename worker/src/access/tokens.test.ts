import { Health, Me, Problem } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, makeToken } from '../../test/makeToken.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Health is asked of the database anew every few seconds. */
const SOON = { timeout: 15_000, interval: 250 }

const problem = async (response: Response) => Problem.parse(await response.json())
const page = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init, headers: { ...BROWSER, ...init.headers } })
const health = async (url: string) => Health.parse(await (await fetch(`${url}/api/health`)).json())

/** A page of the Worker itself may run no script, load nothing and be framed by nobody. */
async function expectSafePage(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const policy = response.headers.get('content-security-policy') ?? ''
  for (const rule of ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(rule)
  }
  expect(policy).not.toMatch(/unsafe|script-src/)
  const html = await response.text()
  expect(html).not.toMatch(/<script|style=|onclick|javascript:/i)
  return html
}

describe('a deployment in which nobody can sign in', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker({ LOOPBACK: '', FAL_KEY: 'id:the-secret' })
  })
  afterAll(() => worker.close())

  it('tells a person how to change that, and shows nothing else', async () => {
    for (const path of ['/', '/shoots/1', '/assets/index.js', '/login', '/login?next=/x', '/api/sessions']) {
      const response = await page(worker.url + path)
      expect([path, response.status]).toEqual([path, 503])
      const html = await expectSafePage(response)
      expect(html).toContain('npm run token -- create')
      expect(html).toContain('ACCESS_TEAM_DOMAIN')
      expect(html).not.toMatch(/the-secret|id="root"/)
    }
  })

  it('tells a program the same, and health says what is missing', async () => {
    const answer = await problem(await fetch(`${worker.url}/api/sessions`))
    expect(answer).toMatchObject({
      status: 503,
      code: 'access_unconfigured',
      hint: expect.stringContaining('npm run token'),
    })
    const typed = await fetch(`${worker.url}/login`, { method: 'POST', body: new URLSearchParams({ token: 'x' }) })
    expect(typed.status).toBe(503)
    const { ok, parts } = await health(worker.url)
    expect(ok).toBe(false)
    expect(parts.access).toMatchObject({ state: 'unconfigured', message: expect.stringContaining('no access token') })
  })

  it('stays closed while its database cannot be read, and says so', async () => {
    const database = await worker.database()
    await database.prepare('ALTER TABLE access_tokens RENAME TO gone').run()
    const headers = { authorization: `Bearer fsa_${'x'.repeat(43)}` }
    const answer = await problem(await fetch(`${worker.url}/api/sessions`, { headers }))
    expect(answer).toMatchObject({
      status: 503,
      code: 'access_unreadable',
      hint: expect.stringContaining('db:migrate'),
    })
    const opened = await page(`${worker.url}/`)
    expect(opened.status).toBe(503)
    expect(await expectSafePage(opened)).toContain('cannot be read')
    await expect.poll(async () => (await health(worker.url)).parts.access.state, SOON).toBe('down')
    await database.prepare('ALTER TABLE gone RENAME TO access_tokens').run()
  })
})

describe('a deployment with access tokens', () => {
  let worker: RunningWorker
  let stylist: Caller
  beforeAll(async () => {
    worker = await startWorker({ LOOPBACK: '' })
    stylist = await makeToken(worker, 'stylist@example.com', 'stylist')
  })
  afterAll(() => worker.close())

  const logIn = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    page(`${worker.url}/login`, { method: 'POST', body: new URLSearchParams(fields), headers })
  const whoIs = async (headers: Record<string, string>) => await fetch(`${worker.url}/api/me`, { headers })

  it('knows the owner of a token, and keeps nothing from which it could be made', async () => {
    expect(Me.parse(await (await stylist.fetch('/api/me')).json())).toEqual({ owner: 'stylist@example.com' })
    expect((await health(worker.url)).parts.access).toMatchObject({ state: 'ok', message: 'by access token' })
    const rows = await (await worker.database()).prepare('SELECT * FROM access_tokens').all()
    expect(JSON.stringify(rows.results)).not.toContain(stylist.token.slice(4))
  })

  it.each([
    ['cut short', (token: string) => token.slice(0, -1)],
    ['with more behind it', (token: string) => `${token}x`],
    ['in capitals', (token: string) => token.toUpperCase()],
    ['as its hash', () => '0'.repeat(64)],
    ['with SQL in it', () => "fsa_'OR'1'='1"],
  ])('refuses a token %s, and tells how tokens are sent', async (_, change) => {
    const response = await whoIs({ authorization: `Bearer ${change(stylist.token)}` })
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await problem(response)).toMatchObject({
      status: 401,
      code: 'sign_in_required',
      detail: expect.stringContaining('wrong'),
    })
  })

  it('believes the token that is named, not the one in the cookie', async () => {
    const cookie = `__Host-fashion-shoot-token=${stylist.token}`
    expect((await whoIs({ cookie })).status).toBe(200)
    expect((await whoIs({ cookie, authorization: `Bearer fsa_${'x'.repeat(43)}` })).status).toBe(401)
  })

  it('leads a browser to where one signs in, and back', async () => {
    const asked = await page(`${worker.url}/shoots/1?a=b&c=d`)
    expect(asked.status).toBe(302)
    expect(asked.headers.get('cache-control')).toBe('no-store')
    const login = new URL(asked.headers.get('location') ?? '', worker.url)
    expect([login.pathname, login.searchParams.get('next')]).toEqual(['/login', '/shoots/1?a=b&c=d'])

    const form = await expectSafePage(await page(login.href))
    expect(form).toContain('value="/shoots/1?a=b&amp;c=d"')
    const done = await logIn({ token: ` ${stylist.token}\n`, next: '/shoots/1?a=b&c=d' }, { origin: worker.url })
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toBe(`${worker.url}/shoots/1?a=b&c=d`)
    const set = done.headers.get('set-cookie') ?? ''
    const [cookie = '', ...rules] = set.split('; ')
    expect(rules.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax', 'Secure'])
    expect(cookie).toMatch(/^__Host-/)

    expect(Me.parse(await (await whoIs({ cookie })).json())).toEqual({ owner: 'stylist@example.com' })
    expect(await (await page(`${worker.url}/`, { headers: { cookie } })).text()).toContain('id="root"')
    const again = await page(`${worker.url}/login?next=/shoots/2`, { headers: { cookie } })
    expect(again.headers.get('location')).toBe(`${worker.url}/shoots/2`)

    const out = await page(`${worker.url}/logout`, { method: 'POST', headers: { cookie, origin: worker.url } })
    expect([out.status, out.headers.get('location')]).toEqual([303, '/login'])
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-fashion-shoot-token=; Max-Age=0; Path=\/; HttpOnly; Secure/)
  })

  it('says in the form that a token is wrong, and sets no cookie', async () => {
    for (const token of ['', 'x', `fsa_${'x'.repeat(43)}`, '"><script>']) {
      const response = await logIn({ token, next: '"><script>alert(1)</script>' })
      expect(response.status).toBe(401)
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(await expectSafePage(response)).toContain('role="alert"')
    }
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
    'leads nobody away to %s',
    async (next) => {
      const done = await logIn({ token: stylist.token, next })
      expect(done.headers.get('location')).toBe(`${worker.url}/`)
      const cookie = done.headers.get('set-cookie')?.split(';')[0] ?? ''
      const signedIn = await page(`${worker.url}/login?${new URLSearchParams({ next })}`, { headers: { cookie } })
      expect(signedIn.headers.get('location')).toBe(`${worker.url}/`)
    },
  )

  it("takes no form from another site's page, and none without end", async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const foreign = await logIn({ token: stylist.token }, { origin })
      expect(foreign.headers.get('set-cookie')).toBeNull()
      expect(await problem(foreign)).toMatchObject({ status: 403, code: 'foreign_page' })
      const out = await page(`${worker.url}/logout`, { method: 'POST', headers: { origin } })
      expect(out.status).toBe(403)
    }
    expect((await logIn({ token: 'x'.repeat(100_000) })).status).toBe(400)
    expect((await logIn({ token: stylist.token }, { 'content-type': 'text/plain' })).status).toBe(401)
  })

  it('refuses a token that was revoked', async () => {
    const editor = await makeToken(worker, 'editor')
    await (await worker.database()).prepare("DELETE FROM access_tokens WHERE name = 'editor'").run()
    expect((await editor.fetch('/api/me')).status).toBe(401)
    expect((await logIn({ token: editor.token })).status).toBe(401)
  })
})
