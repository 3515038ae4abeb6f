import { type Asset, assetKey, type Manifest, type SessionSummary, shootFileName } from '@fashion-shoot/protocol'
import { makeZip, predictLength } from 'client-zip'
import { createFactory } from 'hono/factory'
import type { Env } from '../env.ts'
import { archiveFiles } from '../files/archiveFiles.ts'
import { attachment } from '../files/attachment.ts'
import { type OwnedApp, sessionStub } from '../http.ts'
import { createLogger } from '../telemetry/Logger.ts'

/**
 * `GET /api/sessions/:id/archive.zip`: the shoot as a folder: its active versions, its photos, and a manifest; `?all` for earlier versions
 * too. Packed as it goes, and not compressed, since pictures and clips are.
 */
export const archive = createFactory<OwnedApp>().createHandlers(async (c) => {
  const { session, view } = await sessionStub(c.env, c.req.param('id') ?? '').describe(c.var.owner)
  const files = archiveFiles(view, c.req.query('all') !== undefined)
  const manifest = { name: 'manifest.json', input: manifestOf(session, files), lastModified: session.updatedAt }
  const sizes = files.map(({ file, asset }) => ({ name: file, size: asset.bytes }))
  const length = predictLength([manifest, ...sizes])
  const headers = {
    'content-type': 'application/zip',
    'content-length': String(length),
    'content-disposition': attachment(`${shootFileName(session.title)}.zip`),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  async function* entries() {
    yield manifest
    // Each file is asked for when it is its turn: never is more than one on its way.
    for (const { file, asset } of files) {
      yield { name: file, input: await open(c.env, asset), lastModified: asset.createdAt }
    }
  }
  // An archive that breaks off is shorter than it says, so nobody takes it for a whole one.
  return new Response(makeZip(entries()).pipeThrough(new FixedLengthStream(length)), { headers })
})

type Files = Manifest['files']

function manifestOf({ id: sessionId, title, spentUsd }: SessionSummary, files: Files): string {
  const manifest: Manifest = { sessionId, title, spentUsd, files }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

async function open(env: Env, { id, sessionId }: Asset): Promise<ReadableStream<Uint8Array>> {
  const object = await env.STORAGE.get(assetKey(id))
  if (object !== null) return object.body
  createLogger(env).error('archive_broken', { session: sessionId, asset: id })
  throw new Error(`The file of ${id} is gone.`)
}
