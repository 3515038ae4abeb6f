/** `v3.fal.media`: uploads, by their signed URL, and files, for everybody. */
import { Hono } from 'hono'
import type { FileStore } from '../FileStore.ts'

export function cdnRoutes(files: FileStore): Hono {
  const pathOf = (folder: string, name: string) => `/files/${folder}/${name}`
  return new Hono()
    .put('/files/:folder/:name', async (c) => {
      const bytes = Buffer.from(await c.req.arrayBuffer())
      const { folder, name } = c.req.param()
      const known = await files.receive(pathOf(folder, name), c.req.query('signature') ?? '', bytes)
      return known ? c.json({}) : c.json({ detail: 'Invalid upload URL' }, 403)
    })
    .get('/files/:folder/:name', async (c) => {
      const { folder, name } = c.req.param()
      const file = await files.read(pathOf(folder, name))
      if (!file) return c.json({ detail: 'File not found' }, 404)
      return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.contentType })
    })
}
