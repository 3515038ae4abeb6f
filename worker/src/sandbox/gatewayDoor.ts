import type { Env } from '../env.ts'
import { gateway } from '../gateway/gateway.ts'
import { ProblemError, problemResponse } from '../problem.ts'

/** The name by which a container reaches the gateway. It exists nowhere else: made-up names resolve in a container. */
export const GATEWAY_HOST = 'gateway.internal'

/**
 * Answers what a container sends to `gateway.internal`, inside the Worker: no key has to go in, and nothing has to come out to the
 * public internet. The token must be of the session whose container it is, so that one that leaked is of no use elsewhere.
 */
export async function gatewayDoor(
  request: Request,
  env: Env,
  { containerId }: { containerId: string },
): Promise<Response> {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
  const [sessionId = ''] = token.split('.')
  if (env.SANDBOX.idFromName(sessionId).toString() !== containerId) {
    return problemResponse(new ProblemError('unauthorized'))
  }
  return await gateway.fetch(request, env)
}
