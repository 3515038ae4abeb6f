import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { setCookie } from 'hono/cookie'
import { createFactory } from 'hono/factory'
import type { App } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { readSettings } from '../settings.ts'
import { ownerOfToken } from './accessTokens.ts'
import { identify } from './identify.ts'
import { answerPage } from './pages/answerPage.ts'
import { closedPage } from './pages/closedPage.ts'
import { loginPage } from './pages/loginPage.ts'
import { safeNext } from './safeNext.ts'
import { TOKEN_COOKIE } from './tokenCookie.ts'
import { waysIn } from './waysIn.ts'

/** s; whoever stays away for longer signs in again. */
const COOKIE_AGE = 30 * 24 * 3600

const factory = createFactory<App>()

/** `GET /login?next=`: where a browser signs in. Who is signed in is sent on. */
export const showLogin = factory.createHandlers(async (c) => {
  const owner = await identify(c.req.raw, c.env, readSettings(c.env))
  const next = safeNext(c.req.query('next'), c.req.url)
  return owner === null ? await ask(c, next) : goTo(next)
})

/** `POST /login`: exchanges an access token for a cookie that no script can read. */
export const logIn = factory.createHandlers(
  bodyLimit({
    maxSize: 16 * 1024,
    onError: () => {
      throw new ProblemError('invalid_request', 'That is longer than any token.')
    },
  }),
  async (c) => {
    const { token = '', next: wanted } = await c.req.parseBody()
    const next = safeNext(wanted, c.req.url)
    const typed = String(token).trim()
    if ((await ownerOfToken(c.env, typed)) === null) {
      return await ask(c, next, 'This token is wrong, or has been revoked. Look whether all of it was copied.')
    }
    setCookie(c, TOKEN_COOKIE, typed, {
      path: '/',
      httpOnly: true,
      secure: true,
      // Not Strict: a link to a shoot, followed from a letter, should open it.
      sameSite: 'Lax',
      maxAge: COOKIE_AGE,
    })
    return c.redirect(next.href, 303)
  },
)

/** `POST /logout`: forgets the cookie, and has Cloudflare Access forget its own. */
export const logOut = factory.createHandlers(async (c) => {
  setCookie(c, TOKEN_COOKIE, '', { path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 0 })
  const isByAccess = c.req.header('cf-access-jwt-assertion') !== undefined
  return c.redirect(isByAccess ? '/cdn-cgi/access/logout' : '/login', 303)
})

async function ask(c: Context<App>, next: URL, trouble = ''): Promise<Response> {
  const ways = await waysIn(c.env, readSettings(c.env))
  if (!ways.tokens && !ways.access) return await answerPage(closedPage())
  const path = next.pathname + next.search + next.hash
  return await answerPage(loginPage({ ways, next: path, trouble }))
}

function goTo(url: URL): Response {
  return new Response(null, { status: 303, headers: { location: url.href, 'cache-control': 'no-store' } })
}
