import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { expect, it } from 'vitest'
import { applyMigrations } from './applyMigrations.ts'
import { readBuiltWorker } from './workerOptions.ts'

const { migrations } = readBuiltWorker(join(import.meta.dirname, '..'))

it('comes to one schema from nothing and from each earlier state, and keeps the shoots', {
  timeout: 60_000,
}, async () => {
  const states = Object.fromEntries(migrations.map((_, state) => [`FROM_${state}`, { id: `from-${state}` }]))
  const modules = [{ type: 'ESModule' as const, path: 'index.js', contents: 'export default {}' }]
  const worker = { name: 'test', compatibilityDate: '2026-04-01', modules, d1Databases: states }
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] }))
  try {
    const schemas: unknown[] = []
    for (const state of migrations.keys()) {
      const database = await miniflare.getD1Database(`FROM_${state}`)
      expect(await applyMigrations(database, migrations.slice(0, state))).toHaveLength(state)
      if (state > 0) await database.exec(SHOOT)
      expect(await applyMigrations(database, migrations)).toHaveLength(migrations.length - state)
      const { results } = await database.prepare(SCHEMA).all()
      schemas.push(results)
      const { results: shoots } = await database.prepare('SELECT id FROM sessions').all()
      expect(shoots).toEqual(state > 0 ? [{ id: 'kept' }] : [])
    }
    expect(schemas.length).toBeGreaterThan(1)
    for (const schema of schemas) expect(schema).toEqual(schemas[0])
  } finally {
    await miniflare.dispose()
  }
})

/** As the first state can hold it. */
const SHOOT = [
  'INSERT INTO sessions (id, title, stops, spent_usd, running, archived, created_at, updated_at)',
  "VALUES ('kept', 'A shoot', 'stages', 0.5, 0, 0, '2026-01-01', '2026-01-01')",
].join(' ')
const SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY type, name"
