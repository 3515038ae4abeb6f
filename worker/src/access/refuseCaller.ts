import type { Context } from 'hono'
import type { OwnedApp } from '../http.ts'
import { ProblemError, problemResponse } from '../problem.ts'
import { bearerToken } from './identify.ts'
import { answerPage } from './pages/answerPage.ts'
import { closedPage } from './pages/closedPage.ts'
import { wantsPage } from './pages/wantsPage.ts'
import type { WaysIn } from './waysIn.ts'

/**
 * The answer to a caller who cannot be made out: a browser that opens an address is led to where one signs in, any other is told
 * by a problem. While nobody can sign in at all it is 503, not 401: there is nothing that the caller could send.
 */
export async function refuseCaller({ req }: Context<OwnedApp>, { tokens, access }: WaysIn): Promise<Response> {
  const isPage = wantsPage(req.raw)
  if (!tokens && !access) {
    return isPage ? await answerPage(closedPage()) : problemResponse(new ProblemError('access_unconfigured'))
  }
  if (isPage) {
    const { pathname, search } = new URL(req.url)
    const location = `/login?${new URLSearchParams({ next: pathname + search })}`
    return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
  }
  const isWrong = bearerToken(req.raw) !== null
  const problem = new ProblemError(
    'sign_in_required',
    isWrong ? 'This access token is wrong, or was revoked.' : undefined,
  )
  const response = problemResponse(problem)
  response.headers.set('www-authenticate', 'Bearer')
  response.headers.set('cache-control', 'no-store')
  return response
}
