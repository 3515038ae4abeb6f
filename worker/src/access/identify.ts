import { LOCAL_OWNER } from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import type { Settings } from '../settings.ts'
import { ownerOfToken } from './accessTokens.ts'
import { isForLoopback } from './isForLoopback.ts'
import { ownerOfAssertion } from './ownerOfAssertion.ts'
import { readAccessSetup } from './readAccessSetup.ts'
import { readCookie, TOKEN_COOKIE } from './tokenCookie.ts'

/**
 * Who is calling: in local mode always the same, elsewhere the owner of an access token or whom Cloudflare Access names. Null when
 * nobody can be made out.
 *
 * @throws ProblemError when that cannot be found out now, or Access is set up wrongly; then nobody is let in at all
 */
export async function identify(request: Request, env: Env, settings: Settings): Promise<string | null> {
  if (settings.LOOPBACK) return isForLoopback(request) ? LOCAL_OWNER : null
  const access = readAccessSetup(settings)
  if (access.state === 'wrong') throw new ProblemError('access_misconfigured', access.reason)
  const sent = bearerToken(request)
  // Who names a token means to be its owner and nobody else, even where Access would name them too.
  if (sent !== null) return await ownerOfToken(env, sent)
  const kept = readCookie(request, TOKEN_COOKIE)
  const owner = kept === null ? null : await ownerOfToken(env, kept)
  if (owner !== null || access.state === 'off') return owner
  const jwt = request.headers.get('cf-access-jwt-assertion') ?? readCookie(request, 'CF_Authorization')
  return jwt === null ? null : await ownerOfAssertion(env, jwt, access)
}

/** The token in `Authorization: Bearer …`. */
export function bearerToken(request: Request): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}
