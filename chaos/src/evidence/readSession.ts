import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type JobRow = {
  id: string
  turn_id: string
  /** JSON */
  request: string
  provider: 'fal' | 'kling'
  model: string
  /** JSON with the provider's `id`. */
  provider_ref: string | null
  state: string
  price_usd: number
  billed_usd: number | null
  asset_id: string | null
  /** JSON */
  failure: string | null
}

export type SessionTables = {
  jobs: JobRow[]
  turns: { id: string; state: string }[]
  /** Changes that D1 has not got yet. */
  outbox: number
}

/** Where Miniflare keeps the Session objects, below the folder of the Worker's state. */
const OBJECTS = 'do/fashion-shoot-agent-Session'

/** A Session object's own tables, read beside it from its file. */
export function readSession(stateFolder: string, sessionId: string): SessionTables {
  for (const name of readdirSync(join(stateFolder, OBJECTS))) {
    if (!name.endsWith('.sqlite') || name === 'metadata.sqlite') continue
    const database = new DatabaseSync(join(stateFolder, OBJECTS, name), { readOnly: true })
    try {
      if (database.prepare('SELECT 1 FROM about WHERE id = ?').get(sessionId) === undefined) continue
      const all = <Row>(select: string) => database.prepare(select).all() as Row[]
      return {
        jobs: all('SELECT * FROM jobs'),
        turns: all('SELECT id, state FROM turns'),
        outbox: all('SELECT 1 FROM outbox').length,
      }
    } finally {
      database.close()
    }
  }
  throw new Error(`No Session object has the id ${sessionId}.`)
}
