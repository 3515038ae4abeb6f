import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import { createLogger } from '../telemetry/Logger.ts'
import type { AccessSetup } from './readAccessSetup.ts'

/** s; the clocks of the edge that signs and of the one that reads are not quite the same. */
const CLOCK_TOLERANCE = 10

/** What is wrong with the assertion itself. All else is trouble with the team's keys. */
const REFUSED = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
]

/** One set of keys a team, for the isolate; jose loads it when it must. */
const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/**
 * Whom Cloudflare Access asserts to be calling: a person's address in lower case, or a service token's name; null when the
 * assertion is not one of this application, or does not count any more.
 * https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/
 *
 * @throws ProblemError `access_keys_unreachable` when the team's keys do not load
 */
export async function ownerOfAssertion(
  env: Env,
  jwt: string,
  { team, audience }: Extract<AccessSetup, { state: 'on' }>,
): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(jwt, keysOf(team), {
      algorithms: ['RS256'],
      issuer: team,
      audience,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE,
    })
    return ownerIn(payload)
  } catch (error) {
    if (REFUSED.some((kind) => error instanceof kind)) return null
    createLogger(env).error('access_keys_unreachable', { error })
    throw new ProblemError('access_keys_unreachable')
  }
}

function keysOf(team: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keys.get(team) ?? createRemoteJWKSet(new URL(`${team}/cdn-cgi/access/certs`))
  keys.set(team, known)
  return known
}

const Name = z.string().trim().min(1).max(254)

/** A person has an `email`; a service token has a `common_name`, and an empty `sub`. */
function ownerIn({ email, common_name, sub }: JWTPayload): string | null {
  const person = Name.safeParse(email).data?.toLowerCase()
  return person ?? Name.safeParse(common_name).data ?? Name.safeParse(sub).data ?? null
}
