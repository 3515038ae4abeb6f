import { z } from 'zod'
import { ApiFailure, type Call, type Route } from './api.ts'

const Manifest = z.strictObject({
  manifest: z.record(
    z.string().startsWith('/'),
    z.strictObject({ hash: z.string().regex(/^[0-9a-f]{32}$/), size: z.number() }),
  ),
})

/** A token of three parts, as wrangler looks into it; nothing is signed. */
function jwt(payload: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(payload)}.stand-in`
}

/** Static files: a session names what is missing, and is complete when all of it has come. */
export class Assets {
  readonly #files = new Map<string, Buffer>()
  readonly #sessions = new Map<string, { missing: Set<string>; paths: string[] }>()
  readonly #complete = new Map<string, string[]>()
  #count = 0

  readonly routes: Route[] = [
    ['POST', '/workers/scripts/:name/assets-upload-session', (call) => this.#begin(call)],
    ['POST', '/workers/assets/upload', (call) => this.#receive(call)],
  ]

  /** The paths of the files that a completed session holds. */
  pathsOf(token: string): string[] {
    const paths = this.#complete.get(token)
    if (paths === undefined) throw new ApiFailure(400, 100302, 'The asset upload is not complete.')
    return paths
  }

  #begin({ json }: Call) {
    const { manifest } = Manifest.parse(json())
    const paths = Object.keys(manifest)
    const missing = new Set(
      Object.values(manifest)
        .map(({ hash }) => hash)
        .filter((hash) => !this.#files.has(hash)),
    )
    this.#count += 1
    if (missing.size === 0) return { result: { jwt: this.#finish(paths), buckets: [] } }
    const token = jwt({ session: this.#count })
    this.#sessions.set(token, { missing, paths })
    return { result: { jwt: token, buckets: [[...missing]] } }
  }

  async #receive({ query, headers, body }: Call) {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? ''
    const session = this.#sessions.get(token)
    if (session === undefined || query.get('base64') !== 'true')
      throw new ApiFailure(401, 10000, 'Authentication error')
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
    for (const [hash, file] of form) {
      if (!session.missing.delete(hash) || !(file instanceof File))
        throw new ApiFailure(400, 100303, `Unexpected file ${hash}.`)
      this.#files.set(hash, Buffer.from(await file.text(), 'base64'))
    }
    if (session.missing.size > 0) return { result: {}, status: 202 }
    this.#sessions.delete(token)
    return { result: { jwt: this.#finish(session.paths) }, status: 201 }
  }

  #finish(paths: string[]): string {
    const token = jwt({ complete: this.#count })
    this.#complete.set(token, paths)
    return token
  }
}
