import type { UserError } from '../../cli/src/UserError.ts'
import { listDatabases } from './database.ts'
import { type Finding, ok, warning, wrong } from './Finding.ts'
import { readLogin, theAccountOf } from './login.ts'
import { listSecrets, SECRET_GROUPS } from './secrets.ts'
import { NOT_SET_UP, type Target } from './Target.ts'

/** Whether the login, the database and the secrets of a deployment are there. */
export async function checkAccount(target: Target): Promise<Finding[]> {
  try {
    const account = theAccountOf(target, await readLogin(target))
    const [database, secrets] = await Promise.all([checkDatabase(target), checkSecrets(target)])
    return [ok(`Account ${account.name} (${account.id})`), database, ...secrets]
  } catch (error) {
    return [wrong((error as UserError).message)]
  }
}

async function checkDatabase(target: Target): Promise<Finding> {
  const { name, id } = target.database
  if (id === NOT_SET_UP) return wrong(`The database ${name} is not set up yet.\nType ${setupCommand(target)}`)
  const found = (await listDatabases(target)).find(({ uuid }) => uuid === id)
  if (found !== undefined) return ok(`Database ${found.name}`)
  return wrong(
    `The account has no database of the id ${id}, which the configuration names.\n` +
      `Log in to the right account, or type ${setupCommand(target)}, which finds the database by its name or makes it.`,
  )
}

async function checkSecrets(target: Target): Promise<Finding[]> {
  const present = (await listSecrets(target)) ?? new Set()
  const set = SECRET_GROUPS.flatMap(({ secrets }) => secrets).filter(({ name }) => present.has(name))
  const missing = SECRET_GROUPS.flatMap(({ needed, secrets }) => {
    const names = secrets.map(({ name }) => name).filter((name) => !present.has(name))
    const half = names.length > 0 && names.length < secrets.length
    if (names.length === 0 || (needed === null && !half)) return []
    return [
      `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set${needed ? `: no ${needed} until then` : ''}`,
    ]
  })
  return [
    ...(set.length > 0 ? [ok(`Secrets ${set.map(({ name }) => name).join(', ')}`)] : []),
    ...missing.map((what) => warning(`${what}. To set it: ${setupCommand(target)}`)),
  ]
}

/** What to type to set a deployment up. */
export function setupCommand({ environment }: Target): string {
  return `npm run setup:cloudflare${environment === null ? '' : ` -- --env ${environment}`}`
}
