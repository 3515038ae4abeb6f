import { createHash, randomBytes } from 'node:crypto'
import type { RunningWorker } from './startWorker.ts'

/** Somebody who has an access token. */
export type Caller = {
  owner: string
  token: string
  /** Calls a path with the token. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Posts JSON. */
  post(path: string, body: unknown): Promise<Response>
}

/** Puts an access token into the deployment's table, as `npm run token` does. */
export async function makeToken(worker: RunningWorker, owner: string, name = owner): Promise<Caller> {
  const token = `fsa_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(token).digest('hex')
  const insert = 'INSERT INTO access_tokens (hash, name, owner, created_at) VALUES (?, ?, ?, ?)'
  const statement = (await worker.database()).prepare(insert)
  await statement.bind(hash, name, owner, new Date().toISOString()).run()
  const call: Caller['fetch'] = (path, init) =>
    fetch(worker.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init?.headers } })
  return {
    owner,
    token,
    fetch: call,
    post: (path, body) =>
      call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }
}
