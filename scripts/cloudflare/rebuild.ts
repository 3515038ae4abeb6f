/** @module `npm run db:rebuild`: makes the database of a studio anew from its Session objects and its bucket. */
import { createHash, randomBytes } from 'node:crypto'
import { UserError } from '../../cli/src/UserError.ts'
import { OPERATOR, Problem, RebuildStep } from '../../protocol/src/index.ts'
import { runCommand, type TargetOptions, targetCommand, targetOf } from './runCommand.ts'
import { say, sayDone } from './say.ts'
import { TokenTable } from './TokenTable.ts'

const LOCAL = 'http://127.0.0.1:8787'
const AGAIN = 'What is written is kept. Type the same command again.'

const HELP = `
Lists, searches and files need the database; the shoots themselves lie elsewhere, and this writes what it held of them again. What is
there already stays as it is, so it may be repeated, also while people work. Access tokens are not made anew: npm run token -- create NAME.
A database that has lost its tables gets them by npm run db:migrate first, on this machine by npm start.

Examples:
  npm run db:rebuild                                               the studio that runs on this machine
  npm run db:rebuild -- https://fashion-shoot-agent.example.workers.dev
  npm run db:rebuild -- --env staging https://staging.studio.example

Exit codes: 0 done · 1 failed, with the reason · 2 wrong use`

await runCommand(
  targetCommand('db:rebuild', 'Makes the database of a studio anew from its shoots.')
    .argument('[address]', `of the studio (default: ${LOCAL})`)
    .addHelpText('after', HELP)
    .action(async (address: string | undefined, options: TargetOptions) => {
      const url = address ?? LOCAL
      if (!URL.canParse(url)) throw new UserError(`"${url}" is no address. Give one such as https://studio.example`, 2)
      const { origin, hostname } = new URL(url)
      const count = ['127.0.0.1', 'localhost'].includes(hostname)
        ? await rebuild(origin, null)
        : await withToken(new TokenTable(targetOf(options), 'remote'), (token) => rebuild(origin, token))
      sayDone(`In the database again: ${count.sessions} of shoots, ${count.uploads} of uploads without one.`)
      if (count.failed.length > 0) {
        throw new UserError(
          `Not written: ${count.failed.join(', ')}.\nWhy is in the studio's log (rebuild_failed). ${AGAIN}`,
        )
      }
    }),
)

/** Lends a token of the deployment's operator, which whoever can write to its database may make, and revokes it whatever happens. */
async function withToken<Result>(table: TokenTable, work: (token: string) => Promise<Result>): Promise<Result> {
  const token = `fsa_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(token).digest('hex')
  const name = `db-rebuild-${randomBytes(4).toString('hex')}`
  await table.add({ hash, name, owner: OPERATOR, createdAt: new Date().toISOString() })
  try {
    return await work(token)
  } finally {
    await table.remove(name)
  }
}

type Count = { sessions: number; uploads: number; failed: string[] }

async function rebuild(origin: string, token: string | null): Promise<Count> {
  const written = new Set<string>()
  const failed = new Set<string>()
  let uploads = 0
  let cursor: string | null = null
  do {
    const step: RebuildStep = await take(origin, token, cursor)
    for (const id of step.sessions) written.add(id)
    for (const id of step.failed) failed.add(id)
    uploads += step.uploads
    cursor = step.cursor
    if (step.sessions.length > 0) say(`${written.size} shoots …`)
  } while (cursor !== null)
  return { sessions: written.size, uploads, failed: [...failed].filter((id) => !written.has(id)) }
}

async function take(origin: string, token: string | null, cursor: string | null): Promise<RebuildStep> {
  const response = await fetch(`${origin}/api/admin/rebuild`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ cursor }),
  }).catch((error: unknown) => {
    throw new UserError(`${origin} does not answer (${error instanceof Error ? error.message : error}).\n${AGAIN}`)
  })
  const body = await response.json().catch(() => null)
  const step = RebuildStep.safeParse(body)
  if (step.success) return step.data
  const said = Problem.safeParse(body).data
  throw new UserError(
    said === undefined
      ? `${origin} answers with status ${response.status}, and not as a studio does. Is it behind a login?\n${AGAIN}`
      : `${origin} says: ${said.detail} ${said.hint}\n${AGAIN}`,
  )
}
