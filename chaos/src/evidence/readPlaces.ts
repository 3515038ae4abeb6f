import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Where Miniflare keeps the object that gives out places, below the folder of the Worker's state. */
const OBJECTS = 'do/fashion-shoot-agent-Dispatcher'

/** The jobs of a session that have a place at a provider, or wait for one, by the books of the object that gives them out. */
export function readPlaces(stateFolder: string, sessionId: string): string[] {
  const folder = join(stateFolder, OBJECTS)
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
  if (file === undefined) throw new Error('There is no dispatcher.')
  const database = new DatabaseSync(join(folder, file), { readOnly: true })
  try {
    const rows = database.prepare('SELECT job_id AS id FROM places WHERE session_id = ? ORDER BY id').all(sessionId)
    return rows.map(({ id }) => String(id))
  } finally {
    database.close()
  }
}
