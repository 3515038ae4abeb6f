import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type StandInEngine = {
  /** The engine's address, as Miniflare takes it. */
  socket: string
  /** `METHOD path` of every call that would change something. */
  changes: string[]
  close(): Promise<void>
}

const ANSWERS: Record<string, string> = {
  '/_ping': 'OK',
  '/containers/json': '[]',
  '/networks': '[]',
  '/volumes': '{"Volumes":[],"Warnings":[]}',
}

/**
 * The engine that workerd asks for containers on one machine, as far as it is asked before one is started: it has none, and can
 * start none. With it the real Sandbox class lives in workerd, its container asleep.
 */
export async function startStandInEngine(): Promise<StandInEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'))
  const changes: string[] = []
  const server = createServer(({ method = '', url = '' }, response) => {
    if (method !== 'GET' && method !== 'HEAD') changes.push(`${method} ${url}`)
    const [path = ''] = url.replace(/^\/v[\d.]+/, '').split('?')
    const answer = ANSWERS[path]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(answer ?? '{"message":"There is no such thing."}')
  })
  const path = join(folder, 'engine.sock')
  await new Promise<void>((listening) => server.listen(path, listening))
  return {
    socket: `unix://${path}`,
    changes,
    close: async () => {
      await new Promise((closed) => server.close(closed))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
