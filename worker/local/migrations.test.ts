import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { expect, it } from 'vitest'
import { applyMigrations } from './applyMigrations.ts'
import { readBuiltWorker } from './workerOptions.ts'

const { migrations } = readBuiltWorker(join(import.meta.dirname, '..'))

async function withDatabases(names: string[], work: (get: Miniflare['getD1Database']) => Promise<void>): Promise<void> {
  const modules = [{ type: 'ESModule' as const, path: 'index.js', contents: 'export default {}' }]
  const d1Databases = Object.fromEntries(names.map((name) => [name, { id: name }]))
  const worker = { name: 'test', compatibilityDate: '2026-04-01', modules, d1Databases }
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] }))
  try {
    await work((name) => miniflare.getD1Database(name))
  } finally {
    await miniflare.dispose()
  }
}

it('comes to one schema from nothing and from each earlier state, and keeps the shoots', {
  timeout: 60_000,
}, async () => {
  await withDatabases(
    [...migrations.keys()].map((state) => `FROM_${state}`),
    async (get) => {
      const schemas: unknown[] = []
      for (const state of migrations.keys()) {
        const database = await get(`FROM_${state}`)
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
    },
  )
})

it('knows of shoots from before what is kept with them now', async () => {
  await withDatabases(['BEFORE'], async (get) => {
    const database = await get('BEFORE')
    await applyMigrations(database, migrations.slice(0, 6))
    await database.exec(SHOOT)
    await database.exec("UPDATE sessions SET cover_asset_id = 'cover'")
    await database.exec(SHOOT.replace("'kept'", "'plain'"))
    await database.exec(SHOOT.replace("'kept', 'A shoot'", "'umlaut', 'Mäntel'"))
    await database.exec(ASSET)
    await applyMigrations(database, migrations)
    const { results } = await database.prepare('SELECT id, title_key, cover_has_preview FROM sessions').all()
    expect(results).toEqual([
      { id: 'kept', title_key: 'A SHOOT', cover_has_preview: 1 },
      { id: 'plain', title_key: 'A SHOOT', cover_has_preview: 0 },
      // SQLite folds ASCII alone: a key that is wrong would stay, and housekeeping fills one that is missing.
      { id: 'umlaut', title_key: '', cover_has_preview: 0 },
    ])
  })
})

/** As the first state can hold it. */
const SHOOT = [
  'INSERT INTO sessions (id, title, stops, spent_usd, running, archived, created_at, updated_at)',
  "VALUES ('kept', 'A shoot', 'stages', 0.5, 0, 0, '2026-01-01', '2026-01-01')",
].join(' ')
/** A picture that has a preview. */
const ASSET = [
  'INSERT INTO assets (id, version, file_name, content_type, bytes, sha256, width, height, has_preview, made_from, created_at)',
  "VALUES ('cover', 1, 'hero.png', 'image/png', 1, '', 1, 1, 1, '[]', '2026-01-01')",
].join(' ')
const SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY type, name"
