import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wrangler, wranglerMust, wranglerSaid } from './wrangler.ts'

const DatabaseList = z.array(z.object({ uuid: z.string(), name: z.string() }))
export type Database = z.infer<typeof DatabaseList>[number]

/** The D1 databases of the account. */
export async function listDatabases(target: Target): Promise<Database[]> {
  const stdout = await wranglerMust(target, ['d1', 'list', '--json'], {
    failed: 'The databases of the account could not be listed.',
    next: 'Type the same command again. If it says the same, the login may lack the permission "D1".',
  })
  return readAnswer(stdout, DatabaseList)
}

/** Makes the deployment's database and returns its id. */
export async function createDatabase(target: Target): Promise<string> {
  const { name } = target.database
  const said = await wranglerMust(target, ['d1', 'create', name], {
    failed: `The database ${name} was not made.`,
    next: 'What was done before is kept. Mend what wrangler says, then type the same command again.',
  })
  const id = /"database_id": "([0-9a-f-]{36})"/.exec(said)?.[1]
  const made = id ?? (await listDatabases(target)).find((database) => database.name === name)?.uuid
  if (made === undefined)
    throw new UserError(`Cloudflare made the database ${name}, but does not list it.\nType the same command again.`)
  return made
}

/** Applies the migrations that the deployment's database has not seen, in order, each whole or not at all. Returns how many. */
export async function migrateDatabase(target: Target): Promise<number> {
  const { name } = target.database
  const result = await wrangler(target, ['d1', 'migrations', 'apply', name, '--remote'])
  if (result.ok) return new Set(result.stdout.match(/\b\d{4}_\w+\.sql\b/g)).size
  throw new UserError(
    `The migrations of the database ${name} were not all applied.\n${wranglerSaid(result)}` +
      'The one that failed was taken back whole; those before it stay, and what is deployed works with them.\n' +
      'Mend what wrangler says, then type the same command again.',
  )
}

/** Deletes a database with all that is in it. */
export async function deleteDatabase(target: Target, { uuid, name }: Database): Promise<void> {
  // By its id: by name, wrangler would take the id that the configuration has, which may be gone.
  await wranglerMust(target, ['d1', 'delete', uuid, '--skip-confirmation'], {
    failed: `The database ${name} was not deleted.`,
    next: 'What was done before is kept. Mend what wrangler says, then type the same command again.',
  })
}
