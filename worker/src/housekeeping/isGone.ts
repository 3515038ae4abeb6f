import type { Env } from '../env.ts'
import { hasSessionTrace } from '../files/traces.ts'
import { sessionStub } from '../http.ts'

/**
 * True when a session was deleted to the end: its object is empty and its trace is gone. With the trace alone still there, something
 * else is amiss, such as objects that this deployment does not reach.
 */
export async function isGone(env: Env, sessionId: string): Promise<boolean> {
  return !(await sessionStub(env, sessionId).isThere()) && !(await hasSessionTrace(env.STORAGE, sessionId))
}
