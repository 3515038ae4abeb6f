import { LIMITS } from '@fashion-shoot/protocol'
import { createFactory } from 'hono/factory'
import { cutText } from '../cutText.ts'
import { giveReferences } from '../db/references.ts'
import { type OwnedApp, sessionStub } from '../http.ts'

const MARK = ' (copy)'

/** `POST /api/sessions/:id/duplicate`: a new shoot with the same photos and options, in which nothing is said yet. */
export const duplicateSession = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { owner } = c.var
  const { session, view } = await sessionStub(c.env, c.req.param('id') ?? '').describe(owner)
  const { title, stops, imageModel, clipModel, budgetUsd } = session
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
