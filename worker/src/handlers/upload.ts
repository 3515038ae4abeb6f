import { type Asset, assetKey, LIMITS, newId, Role, type UploadAnswer } from '@fashion-shoot/protocol'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { assets } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { inspectPhoto } from '../files/inspectFile.ts'
import { hex } from '../files/storeStream.ts'
import type { App } from '../http.ts'
import { ProblemError } from '../problem.ts'

/** `POST /api/upload`: photos in the multipart field `files`, their roles in `roles`, one word each, in the same order. */
export const upload = createFactory<App>().createHandlers(async (c) => {
  // Refused before it is read: a body is held in memory, of which a Worker has little.
  if (Number(c.req.header('content-length') ?? 0) > LIMITS.uploadBytes) throw new ProblemError('upload_too_large')
  const form = await c.req.formData().catch(() => {
    throw new ProblemError('invalid_request', 'The body is not multipart form data.')
  })
  const files = form.getAll('files').filter((value) => value instanceof File)
  if (files.length === 0) throw new ProblemError('no_photos')
  if (files.length > LIMITS.references) {
    throw new ProblemError('invalid_request', `files: at most ${LIMITS.references} photos a shoot.`)
  }
  const roles = form.getAll('roles')
  const photos = await Promise.all(files.map((file, index) => readPhoto(file, roles[index])))
  const stored = await Promise.all(photos.map((photo) => store(c.env, photo)))
  await drizzle(c.env.DB, { casing: 'snake_case' }).insert(assets).values(stored)
  const answer: UploadAnswer = { assets: stored }
  return c.json(answer, 201)
})

type Photo = { asset: Asset; bytes: Uint8Array<ArrayBuffer> }

/** Checks a photo; nothing is stored until all of them are good. */
async function readPhoto(file: File, role: File | string | undefined): Promise<Photo> {
  if (file.size > LIMITS.photoBytes) throw new ProblemError('photo_too_large', `“${file.name}” is larger than 30 MB.`)
  const known = Role.nullable().safeParse(role || null)
  if (!known.success)
    throw new ProblemError('invalid_request', `roles: “${String(role)}” is none of ${Role.options.join(', ')}.`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const facts = inspectPhoto(bytes, file.name)
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes))
  const asset: Asset = {
    id: newId('up'),
    sessionId: null,
    slot: null,
    version: 1,
    role: known.data,
    fileName: file.name,
    ...facts,
    bytes: bytes.length,
    sha256,
    durationSeconds: null,
    madeFrom: [],
    jobId: null,
    createdAt: new Date().toISOString(),
  }
  return { asset, bytes }
}

async function store(env: Env, { asset, bytes }: Photo): Promise<Asset> {
  // With its hash given, the bucket itself refuses what did not arrive whole.
  await env.STORAGE.put(assetKey(asset.id), bytes, {
    sha256: asset.sha256,
    httpMetadata: { contentType: asset.contentType },
    customMetadata: { fileName: encodeURIComponent(asset.fileName) },
  })
  return asset
}
