import { type Asset, assetKey, LIMITS, newId, Role, Thumbhash, type UploadAnswer } from '@fashion-shoot/protocol'
import { inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { createFactory } from 'hono/factory'
import { z } from 'zod'
import { assets } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { fileNote, type PhotoNote } from '../files/fileNote.ts'
import { inspectPhoto } from '../files/inspectFile.ts'
import { sha256 } from '../files/sha256.ts'
import type { OwnedApp } from '../http.ts'
import { isProblemError, ProblemError } from '../problem.ts'

/** UTF-16 units; encoded, so many still fit into what the bucket keeps beside a file. */
const FILE_NAME_LENGTH = 255

/**
 * `POST /api/upload`: photos in the multipart field `files`; in the same order their roles in `roles`, one word each, and in `thumbhashes`
 * the blurs that are shown until the small pictures are made, base64.
 */
export const upload = createFactory<OwnedApp>().createHandlers(async (c) => {
  const photos: CheckedPhoto[] = []
  // One at a time: each is held in memory only while it is read. Nothing is stored until all of them are good.
  for (const photo of readPhotos(await readForm(c.req.raw))) photos.push(await checkPhoto(photo))
  await store(c.env, c.var.owner, photos)
  const answer: UploadAnswer = { assets: photos.map(({ asset }) => asset) }
  return c.json(answer, 201)
})

/** Reads the form as far as the limit of an upload. Some clients send no length with it, so what comes is counted as well. */
async function readForm(request: Request): Promise<FormData> {
  if (Number(request.headers.get('content-length') ?? 0) > LIMITS.uploadBytes)
    throw new ProblemError('upload_too_large')
  let bytes = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length
      if (bytes > LIMITS.uploadBytes) controller.error(new ProblemError('upload_too_large'))
      else controller.enqueue(chunk)
    },
  })
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' }
    return await new Response(request.body?.pipeThrough(counted), { headers }).formData()
  } catch (error) {
    if (isProblemError(error)) throw error
    throw new ProblemError('invalid_request', 'The body is not multipart form data.')
  }
}

type Photo = { file: File; role: Role | null; thumbhash: string | null }
type CheckedPhoto = { file: File; asset: Asset }

function readPhotos(form: FormData): Photo[] {
  const files = form.getAll('files').filter((value) => value instanceof File)
  if (files.length === 0) throw new ProblemError('no_photos')
  if (files.length > LIMITS.references) {
    throw new ProblemError('invalid_request', `files: at most ${LIMITS.references} photos a shoot.`)
  }
  const roles = form.getAll('roles')
  const thumbhashes = form.getAll('thumbhashes')
  return files.map((file, index) => {
    if (file.name.length > FILE_NAME_LENGTH) {
      throw new ProblemError('invalid_request', `files: a file name has at most ${FILE_NAME_LENGTH} characters.`)
    }
    if (file.size > LIMITS.photoBytes) throw new ProblemError('photo_too_large', `“${file.name}” is larger than 30 MB.`)
    const role = z.nullable(Role).safeParse(roles[index] || null)
    if (!role.success) {
      const words = Role.options.join(', ')
      throw new ProblemError('invalid_request', `roles: “${String(roles[index])}” is none of ${words}.`)
    }
    const thumbhash = z.nullable(Thumbhash).safeParse(thumbhashes[index] || null)
    if (!thumbhash.success)
      throw new ProblemError('invalid_request', `thumbhashes: “${file.name}” has one that is none.`)
    return { file, role: role.data, thumbhash: thumbhash.data }
  })
}

async function checkPhoto({ file, role, thumbhash }: Photo): Promise<CheckedPhoto> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const facts = inspectPhoto(bytes, file.name)
  const asset: Asset = {
    id: newId('up'),
    sessionId: null,
    slot: null,
    version: 1,
    role,
    fileName: file.name,
    ...facts,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    durationSeconds: null,
    thumbhash,
    hasPreview: false,
    madeFrom: [],
    jobId: null,
    createdAt: new Date().toISOString(),
  }
  return { file, asset }
}

function photoNote({ role, width, height, createdAt }: Asset): PhotoNote {
  return { role, width, height, createdAt }
}

/** Stores all photos, or none. */
async function store(env: Env, owner: string, photos: CheckedPhoto[]): Promise<void> {
  const database = drizzle(env.DB, { casing: 'snake_case' })
  const ids = photos.map(({ asset }) => asset.id)
  // The rows first: whatever is cut off afterwards, no file lies in the bucket of which nobody knows. A statement a row: D1 binds at
  // most 100 values in one, and a photo has 18.
  const [first, ...rest] = photos.map(({ asset }) => database.insert(assets).values({ ...asset, owner }))
  if (first !== undefined) await database.batch([first, ...rest])
  try {
    for (const { file, asset } of photos) {
      // With its hash given, the bucket itself refuses what did not arrive whole.
      await env.STORAGE.put(assetKey(asset.id), file, {
        sha256: asset.sha256,
        httpMetadata: { contentType: asset.contentType },
        customMetadata: fileNote({ owner, fileName: asset.fileName, photo: photoNote(asset) }),
      })
    }
  } catch (error) {
    await env.STORAGE.delete(photos.map(({ asset }) => assetKey(asset.id)))
    await database.delete(assets).where(inArray(assets.id, ids))
    throw error
  }
}
