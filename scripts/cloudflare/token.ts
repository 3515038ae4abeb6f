/** @module `npm run token`: makes, lists and revokes the access tokens of a deployment. */
import { createHash, randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { UserError } from '../../cli/src/UserError.ts'
import { LOCAL_OWNER } from '../../protocol/src/index.ts'
import { command, runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { TokenTable } from './TokenTable.ts'

type Options = TargetOptions & { local?: boolean; persistTo?: string }

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/
const OWNER = /^[a-z0-9][a-z0-9._+@-]{0,253}$/

const program = command('token', 'The access tokens that let a person or a program into a deployment.')
program.addCommand(
  subcommand('create', 'Makes a token and prints it, this once. Only its SHA-256 is kept.')
    .argument('<name>', 'what the token is for, such as stylist or stylist-laptop')
    .option('--owner <owner>', 'whose shoots it opens: tokens of one owner share them (default: the name)')
    .action(create),
)
program.addCommand(subcommand('list', 'Lists the tokens, without what they are.').action(list))
program.addCommand(
  subcommand('revoke', 'Makes a token void, within half a minute. Its owner keeps the shoots.')
    .argument('<name>', 'its name')
    .action(revoke),
)
// Without a word, say what there is to say.
if (process.argv.length === 2) process.argv.push('--help')
await runCommand(program)

function subcommand(name: string, description: string): Command {
  return targetCommand(name, description)
    .name(name)
    .option('--local', 'the database on this machine that wrangler dev uses')
    .option('--persist-to <folder>', 'where that database is kept')
}

async function create(name: string, options: Options & { owner?: string }): Promise<void> {
  const owner = (options.owner ?? name).toLowerCase()
  if (!NAME.test(name)) {
    throw new UserError(`"${name}" can't be a name: lower-case letters, digits, dots, dashes; 63 at most.`, 2)
  }
  if (!OWNER.test(owner)) throw new UserError(`"${owner}" can't be an owner: a name, or an e-mail address.`, 2)
  if (owner === LOCAL_OWNER) {
    throw new UserError(`"${owner}" is whom shoots belong to in local mode. Take another owner.`, 2)
  }
  const table = tableOf(options)
  say(`Making the access token ${name} of ${owner}, in ${placeOf(options)} …`)
  const token = `fsa_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(token).digest('hex')
  if (!(await table.add({ hash, name, owner, createdAt: new Date().toISOString() }))) {
    throw new UserError(
      `There is a token ${name} already, and it can't be shown again.\n` +
        `Take another name, or revoke it first: npm run token -- revoke ${name}`,
    )
  }
  say('Here it is, this once. Whoever has it, is in: type it at /login, or set it as SHOOT_TOKEN for shoot --server.')
  process.stdout.write(`${token}\n`)
}

async function list(options: Options): Promise<void> {
  const rows = await tableOf(options).list()
  if (rows.length === 0) say(`There is no access token in ${placeOf(options)}. Make one: npm run token -- create NAME`)
  const width = (of: (row: (typeof rows)[number]) => string) => Math.max(0, ...rows.map((row) => of(row).length))
  const [names, owners] = [width(({ name }) => name), width(({ owner }) => owner)]
  for (const { name, owner, created_at } of rows) {
    process.stdout.write(`${name.padEnd(names)}  ${owner.padEnd(owners)}  ${created_at}\n`)
  }
}

async function revoke(name: string, options: Options): Promise<void> {
  say(`Revoking the access token ${name}, in ${placeOf(options)} …`)
  if (!(await tableOf(options).remove(name))) {
    throw new UserError(`There is no token ${name}. These there are: npm run token -- list`)
  }
  say('Done. Within half a minute it is refused everywhere. The shoots of its owner are kept.')
}

function tableOf(options: Options): TokenTable {
  const isLocal = options.local === true || options.persistTo !== undefined
  return new TokenTable(targetOf(options), isLocal ? { local: options.persistTo ?? null } : 'remote')
}

function placeOf(options: Options): string {
  const { database, worker } = targetOf(options)
  return options.local || options.persistTo
    ? `the database on this machine`
    : `the database ${database.name} of ${worker}`
}

/** For a person; the token alone goes to standard output, so that a script can take it. */
function say(words: string): void {
  process.stderr.write(`${words}\n`)
}
