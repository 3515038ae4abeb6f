import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wranglerMust } from './wrangler.ts'

const Answer = z.tuple([z.object({ results: z.array(z.object({ name: z.string() })) })])

/** The tables that are neither SQLite's own nor D1's. */
const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'"

/**
 * Looks whether a database that was found by its name is one of ours: empty, or with the books of our migrations. Another
 * project's would be migrated, and with `npm run teardown` deleted.
 *
 * @throws UserError when it is another's
 */
export async function requireOwnDatabase(target: Target): Promise<void> {
  const { name, binding } = target.database
  const stdout = await wranglerMust(
    target,
    ['d1', 'execute', binding, '--remote', '--json', '--yes', `--command=${TABLES}`],
    { failed: `The database ${name} could not be looked into.`, next: 'Type the same command again.' },
  )
  const tables = readAnswer(stdout, Answer)[0].results.map((row) => row.name)
  if (tables.length === 0 || tables.includes('d1_migrations')) return
  throw new UserError(
    `The account has a database ${name} already, and it belongs to something else: it has the tables ${tables.join(', ')}. Nothing was changed in it.\n` +
      `Give this deployment names of its own in ${target.configPath}: name, database_name and bucket_name. Then type the same command again.`,
  )
}
