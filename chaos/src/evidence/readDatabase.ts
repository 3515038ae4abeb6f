import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

type Row = Record<string, unknown>
export type DatabaseRows = { session: Row | undefined; assets: Row[]; checkpoints: Row[]; jobs: Row[] }

/** Where Miniflare keeps D1, below the folder of the Worker's state. */
const DATABASES = 'd1/miniflare-D1DatabaseObject'

/** What D1 holds of a session, read beside it from its file. */
export function readDatabase(stateFolder: string, sessionId: string): DatabaseRows {
  const folder = join(stateFolder, DATABASES)
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
  if (file === undefined) throw new Error('There is no D1 database.')
  const database = new DatabaseSync(join(folder, file), { readOnly: true })
  try {
    const of = (table: string) =>
      database.prepare(`SELECT * FROM ${table} WHERE session_id = ? ORDER BY id`).all(sessionId) as Row[]
    return {
      session: database.prepare('SELECT * FROM sessions WHERE id = ?').get(sessionId) as Row | undefined,
      assets: of('assets'),
      checkpoints: of('checkpoints'),
      jobs: of('jobs'),
    }
  } finally {
    database.close()
  }
}
