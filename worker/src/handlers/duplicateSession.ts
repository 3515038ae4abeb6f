import { clipTrouble, LIMITS } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { cutText } from '../cutText.ts'
import { giveReferences } from '../db/references.ts'
import { type OwnedApp, sessionStub } from '../http.ts'
import { clipSetup } from '../providers/clipSetup.ts'
import { readSettings } from '../settings.ts'

const MARK = ' (copy)'

/**
 * `POST /api/sessions/:id/duplicate`: a new shoot with the same photos and options, in which nothing is said yet. Where no clips are made with
 * its model any more, it has the deployment's.
 */
export const duplicateSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { owner } = c.var
  const { session, view } = await sessionStub(c.env, c.req.param('id') ?? '').describe(owner)
  const { title, stops, imageModel, budgetUsd } = session
  const settings = readSettings(c.env)
  const isOffered = clipTrouble(session.clipModel, clipSetup(settings)) === null
  const clipModel = isOffered ? session.clipModel : settings.CLIP_MODEL
  const id = crypto.randomUUID()
  const copy = sessionStub(c.env, id)
  await copy.create({
    id,
    owner,
    // Without a title it gets one from its own first words.
    title: title && cutText(title, LIMITS.titleCharacters - MARK.length) + MARK,
    ...{ stops, imageModel, clipModel, budgetUsd },
    createdAt: new Date().toISOString(),
  })
  const photos = view.references.flatMap((reference) => view.assets[reference] ?? [])
  try {
    return c.json(await giveReferences(c.env, { owner, sessionId: id }, photos, (own) => copy.take(owner, own)), 201)
  } catch (error) {
    // Half a copy is of no use. What is left of it goes by itself.
    await copy.remove(owner).catch(() => undefined)
    throw error
  }
})
