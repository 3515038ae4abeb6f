import { errors, jwtVerify } from 'jose'
import { KlingError } from './KlingError.ts'

type Keys = {
  readonly accessKey: string
  readonly secretKey: string
  /** A key that is good as it is, without a JWT. */
  readonly apiKey?: string | undefined
}

/**
 * Makes the check of an `Authorization` header: Bearer, then a JWT (HS256, typ JWT, iss = access key, exp, nbf) or the plain API key.
 * The check throws KlingError 1000 for a wrong signature, 1001 empty, 1002 not a token of ours, 1003 not valid yet, 1004 expired.
 */
export function createAuthorizer({
  accessKey,
  secretKey,
  apiKey,
}: Keys): (header: string | undefined) => Promise<void> {
  const secret = new TextEncoder().encode(secretKey)
  return async (header = '') => {
    const [, token] = /^Bearer(?: +(.*))?$/.exec(header.trim()) ?? []
    if (header.trim() === '' || header.trim() === 'Bearer') throw new KlingError(1001, 'Authorization is empty')
    if (token === undefined) throw new KlingError(1002, 'Authorization is invalid: expected "Bearer <token>"')
    if (apiKey !== undefined && token === apiKey) return
    try {
      await jwtVerify(token, secret, {
        algorithms: ['HS256'],
        typ: 'JWT',
        issuer: accessKey,
        requiredClaims: ['exp', 'nbf'],
      })
    } catch (error) {
      throw refusal(error)
    }
  }
}

function refusal(error: unknown): KlingError {
  if (error instanceof errors.JWTExpired) return new KlingError(1004, 'Authorization has expired')
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new KlingError(1000, 'Authentication failed: signature is invalid')
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf' && error.reason === 'check_failed')
    return new KlingError(1003, 'Authorization is not yet valid')
  return new KlingError(
    1002,
    `Authorization is invalid: ${error instanceof Error ? error.message : 'unreadable token'}`,
  )
}
