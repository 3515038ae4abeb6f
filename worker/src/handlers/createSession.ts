import { CreateSession } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { type OwnedApp, sessionStub, valid } from '../http.ts'
import { requireClipModel } from '../providers/requireClipModel.ts'
import type { NewSession } from '../session/About.ts'
import { readSettings, type Settings } from '../settings.ts'

/** `POST /api/sessions` */
export const createSession = createFactory<OwnedApp>().createHandlers(valid('json', CreateSession), async (c) => {
  const id = crypto.randomUUID()
  const session = await sessionStub(c.env, id).create(
    newSession(id, c.var.owner, c.req.valid('json'), readSettings(c.env)),
  )
  c.set('sessionId', session.id)
  return c.json(session, 201)
})

/** What a new session begins with; its first words give it a title when none is given. Throws `not_offered` for a model that makes nothing here. */
export function newSession(
  id: string,
  owner: string,
  { title = '', options = {} }: CreateSession,
  settings: Settings,
): NewSession {
  if (options.clipModel !== undefined) requireClipModel(options.clipModel, settings)
  return {
    id,
    owner,
    title,
    stops: 'every_stage',
    imageModel: settings.IMAGE_MODEL,
    clipModel: settings.CLIP_MODEL,
    budgetUsd: settings.SESSION_BUDGET_USD,
    ...options,
    createdAt: new Date().toISOString(),
  }
}
