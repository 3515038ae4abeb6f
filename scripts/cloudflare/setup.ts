/** @module `npm run setup:cloudflare`: makes what a deployment needs in the owner's account, and writes its ids down. */
import { relative } from 'node:path'
import { UserError } from '../../cli/src/UserError.ts'
import { askToGoOn, askWhich, someoneIsThere } from './ask.ts'
import { askSecrets, secretsFrom } from './askSecrets.ts'
import { createBucket } from './bucket.ts'
import { checkDocker } from './checkDocker.ts'
import { checkNode } from './checkFiles.ts'
import { createDatabase, listDatabases, migrateDatabase } from './database.ts'
import { sayFinding } from './Finding.ts'
import { type Account, accountOf, readLogin } from './login.ts'
import { requireOwnDatabase } from './requireOwnDatabase.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { say, sayDone, sayPlan, sayStep, sayWarning } from './say.ts'
import { listSecrets, putSecrets, SECRET_GROUPS } from './secrets.ts'
import { NOT_SET_UP, type Target, writeId } from './Target.ts'

type Options = TargetOptions & { yes?: boolean; secretsFromEnv?: boolean; replaceSecrets?: boolean }

const NAMES = SECRET_GROUPS.flatMap(({ secrets }) => secrets.map(({ name }) => name))

const HELP = `
It makes the D1 database and the R2 bucket unless they are there, writes the database's id (and, when the login reaches several
accounts, the account's) into worker/wrangler.jsonc, applies the migrations, and stores the secrets at the Worker. It deploys
nothing. Typed again, it finds what is there and does the rest.

The login is wrangler's (npx wrangler login), or CLOUDFLARE_API_TOKEN: an API token with the account permissions
Workers Scripts: Edit, D1: Edit, Workers R2 Storage: Edit, Containers: Edit, Account Settings: Read.

The secrets are ${NAMES.join(', ')}. They are asked for without being shown; each may be
skipped, and a part without its key stays off. For a run without a person:
  npm run setup:cloudflare -- --yes --secrets-from-env

Exit codes: 0 done · 1 failed, with the reason · 2 wrong use`

await runCommand(
  targetCommand('setup:cloudflare', 'Makes what a deployment needs in your Cloudflare account.')
    .option('--yes', 'go on without a question')
    .option('--secrets-from-env', 'take the secrets from environment variables of their names')
    .option('--replace-secrets', 'with --secrets-from-env: also those that are set already')
    .addHelpText('after', HELP)
    .action(setUp),
)

async function setUp({
  yes = false,
  secretsFromEnv = false,
  replaceSecrets = false,
  ...options
}: Options): Promise<void> {
  let target = targetOf(options)
  // What is wrong with a secret is told before anything is made; which are set already shows later.
  if (secretsFromEnv) secretsFrom(process.env, new Set(NAMES), true)
  sayFinding(checkNode())
  const docker = await checkDocker()
  sayFinding(
    docker.state === 'ok' ? docker : { state: 'warning', what: `${docker.what}\nThe set-up goes on without it.` },
  )
  const accounts = await readLogin(target)
  const chosen = accountOf(target, accounts)
  const account = chosen ?? (await chooseAccount(accounts))
  sayDone(`Logged in to the account ${account.name} (${account.id})`)

  const file = relative(process.cwd(), target.configPath)
  sayPlan(`\nSetting up ${target.worker} on Cloudflare`, [
    `make the D1 database ${target.database.name}, unless it is there`,
    `make the R2 bucket ${target.bucket}, unless it is there`,
    `write the ${chosen === null ? "account's and the " : ''}database's id into ${file}`,
    'apply the migrations of worker/migrations to the database',
    secretsFromEnv ? 'store the secrets that the environment has' : 'ask for the secrets, and store them at the Worker',
  ])
  await askToGoOn('Go on?', yes)

  if (chosen === null) target = writeId(target, 'account_id', account.id)
  target = await ensureDatabase(target, file)
  sayStep(`The bucket ${target.bucket} …`)
  sayDone(
    (await createBucket(target)) ? `The bucket ${target.bucket} is made` : `The bucket ${target.bucket} was there`,
  )
  sayStep('Applying migrations …')
  const count = await migrateDatabase(target)
  sayDone(count === 0 ? 'The database had them all' : `${count} migration${count === 1 ? '' : 's'} applied`)
  await storeSecrets(target, secretsFromEnv, replaceSecrets)

  const suffix = target.environment === null ? '' : ` -- --env ${target.environment}`
  say(`\nIt is set up. Next:\n  npm run deploy${suffix}\nand then, to let somebody in:\n  npm run token -- create NAME`)
}

async function chooseAccount(accounts: readonly Account[]): Promise<Account> {
  if (!someoneIsThere()) {
    const list = accounts.map(({ id, name }) => `\n  ${id}  ${name}`).join('')
    throw new UserError(`The login reaches several accounts. Set CLOUDFLARE_ACCOUNT_ID to one of:${list}`, 2)
  }
  const options = accounts.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))
  const id = await askWhich('In which account?', options)
  return accounts.find((account) => account.id === id) as Account
}

async function ensureDatabase(target: Target, file: string): Promise<Target> {
  const { name, id } = target.database
  sayStep(`The database ${name} …`)
  const databases = await listDatabases(target)
  if (databases.some(({ uuid }) => uuid === id)) {
    sayDone(`The database ${name} was there`)
    return target
  }
  if (id !== NOT_SET_UP)
    sayWarning(`${file} named a database that is not in this account (${id}); it names another now.`)
  const found = databases.find((database) => database.name === name)
  const written = writeId(target, 'database_id', found?.uuid ?? (await createDatabase(target)))
  if (found !== undefined) {
    await requireOwnDatabase(written).catch((error: unknown) => {
      writeId(written, 'database_id', id)
      throw error
    })
  }
  sayDone(`The database ${name} ${found ? 'was there' : 'is made'}; its id is written into ${file}`)
  return written
}

async function storeSecrets(target: Target, fromEnvironment: boolean, replace: boolean): Promise<void> {
  const present = await listSecrets(target)
  const known = present ?? new Set<string>()
  const kept = NAMES.filter((name) => known.has(name))
  if (kept.length > 0) say(`Secrets that are set already: ${kept.join(', ')}`)
  if (!fromEnvironment && !someoneIsThere()) {
    sayWarning(
      'There is nobody here to ask for secrets: they stay as they are. Add --secrets-from-env to take them from there.',
    )
    return
  }
  const values = fromEnvironment ? secretsFrom(process.env, known, replace) : await askSecrets(known)
  const names = Object.keys(values)
  if (names.length === 0) {
    sayDone('No secret to store')
    return
  }
  if (present === null) say(`${target.worker} is not deployed yet: an empty Worker keeps them until it is.`)
  sayStep(`Storing ${names.join(', ')} …`)
  await putSecrets(target, values)
  sayDone(`Stored: ${names.join(', ')}`)
}
