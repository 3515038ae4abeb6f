/** `rest.fal.ai/storage`: asks for a place to upload to. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { FileStore } from '../FileStore.ts'
import { badRequest, readJson } from './answers.ts'

const uploadBody = z.object({ content_type: z.string().min(1), file_name: z.string().min(1) })

export function storageRoutes(files: FileStore): Hono {
  return new Hono().post('/upload/initiate', async (c) => {
    if (c.req.query('storage_type') !== 'fal-cdn-v3') return badRequest(c, 'storage_type must be fal-cdn-v3.')
    const body = uploadBody.safeParse(await readJson(c))
    if (!body.success) {
      const detail = body.error.issues.map(({ path, message }) => ({
        loc: ['body', ...path],
        msg: message,
        type: 'value_error',
      }))
      return c.json({ detail }, 422)
    }
    const { fileUrl, uploadUrl } = files.reserve(body.data.content_type, body.data.file_name)
    return c.json({ file_url: fileUrl, upload_url: uploadUrl })
  })
}
