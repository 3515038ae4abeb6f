import { SessionId } from '@fashion-shoot/protocol'
import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import type { z } from 'zod'
import type { Env } from './env.ts'
import { ProblemError } from './problem.ts'
import type { Session } from './session/Session.ts'

/** `sessionId` is for the log, from routes whose address does not name their session. */
export type App = { Bindings: Env; Variables: { sessionId?: string } }

/** What every route behind `requireIdentity` knows: who is calling. */
export type OwnedApp = App & { Variables: { owner: string } }

/** Validates one part of a request; what does not fit is answered with a problem that names the field. */
export function valid<Schema extends z.core.$ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) {
  return zValidator(target, schema, (result) => {
    if (result.success) return
    const issue = result.error.issues[0]
    const field = issue?.path.join('.')
    throw new ProblemError('invalid_request', [field, issue?.message].filter(Boolean).join(': '))
  })
}

/** The Session object of an id. Throws `unknown_session` for what cannot be an id, so that no object comes to be by looking. */
export function sessionStub(env: Env, id: string): DurableObjectStub<Session> {
  if (!SessionId.safeParse(id).success) throw new ProblemError('unknown_session')
  return env.SESSION.getByName(id)
}
