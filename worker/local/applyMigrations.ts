import type { Miniflare } from 'miniflare'
import type { BuiltWorker } from './workerOptions.ts'

/** The table in which `wrangler d1 migrations apply` keeps its books, so that either tool continues the other's work. */
const BOOKS = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

type D1Database = Awaited<ReturnType<Miniflare['getD1Database']>>

/** Applies the migrations that the database has not seen, each whole or not at all. Returns their names. */
export async function applyMigrations(database: D1Database, migrations: BuiltWorker['migrations']): Promise<string[]> {
  await database.prepare(BOOKS).run()
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const seen = new Set(results.map(({ name }) => name))
  const missing = migrations.filter(({ name }) => !seen.has(name))
  for (const { name, statements } of missing) {
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  }
  return missing.map(({ name }) => name)
}
