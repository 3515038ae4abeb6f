import type { PartHealth } from '@fashion-shoot/protocol'
import journal from '../../migrations/meta/_journal.json'
import type { Env } from '../env.ts'

/** The migrations that this version needs, as `d1_migrations` books them. */
const NEEDED = journal.entries.map(({ tag }) => `${tag}.sql`)

const BEHIND = 'its tables are not those of this version: apply the migrations with npm run db:migrate'

/** Whether the database answers, with the tables of this version. Throws when it does not answer. */
export async function databaseHealth(env: Env, mode: PartHealth['mode']): Promise<PartHealth> {
  try {
    const [booked] = await env.DB.batch<{ name: string }>([
      env.DB.prepare('SELECT name FROM d1_migrations'),
      env.DB.prepare('SELECT id FROM sessions LIMIT 1'),
    ])
    const applied = new Set(booked?.results.map(({ name }) => name))
    if (NEEDED.every((name) => applied.has(name))) return { state: 'ok', mode, message: 'ready' }
  } catch (error) {
    if (!/no such table/.test(String(error))) throw error
  }
  return { state: 'down', mode, message: BEHIND }
}
