import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { parseJson } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wrangler, wranglerSaid } from './wrangler.ts'

export type Account = { id: string; name: string }

const WhoAmI = z.object({
  loggedIn: z.boolean(),
  email: z.string().optional(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
})

const HOW_TO_LOG_IN = 'Type npx wrangler login, or set CLOUDFLARE_API_TOKEN to an API token of the account.'

/**
 * The accounts that the login on this machine reaches. An expired login is renewed by it, so it comes before other calls.
 *
 * @throws UserError that says how to log in
 */
export async function readLogin(target: Target): Promise<Account[]> {
  const result = await wrangler(target, ['whoami', '--json'])
  const answer = WhoAmI.safeParse(parseJson(result.stdout))
  if (answer.success && answer.data.loggedIn) return answer.data.accounts
  if (answer.success) throw new UserError(`Nobody is logged in to Cloudflare here.\n${HOW_TO_LOG_IN}`)
  throw new UserError(`Cloudflare did not say who is logged in.\n${wranglerSaid(result)}${HOW_TO_LOG_IN}`)
}

/**
 * The account that wrangler will work on: the configuration's, else CLOUDFLARE_ACCOUNT_ID's, else the only one there is.
 * `null` when there are several to choose from.
 *
 * @throws UserError when the two name different ones, or one that the login does not reach
 */
export function accountOf(target: Target, accounts: readonly Account[]): Account | null {
  const fromEnvironment = process.env.CLOUDFLARE_ACCOUNT_ID || null
  const { account: configured } = target
  if (configured !== null && fromEnvironment !== null && configured !== fromEnvironment) {
    throw new UserError(
      `${target.configPath} belongs to the account ${configured}, and CLOUDFLARE_ACCOUNT_ID says ${fromEnvironment}.\n` +
        'Unset the variable, or take account_id and database_id out of the file to set up anew in the other account.',
    )
  }
  const id = configured ?? fromEnvironment
  if (id !== null) {
    const account = accounts.find((candidate) => candidate.id === id)
    // A token of narrow permissions does not list its account.
    if (account === undefined && accounts.length > 0) {
      const others = accounts.map(({ id, name }) => `${name} (${id})`).join(', ')
      throw new UserError(
        `The login on this machine does not reach the account ${id}; it reaches ${others}.\n` +
          'Log in with the right one (npx wrangler login), or ask its owner for access.',
      )
    }
    return account ?? { id, name: id }
  }
  const [only, ...others] = accounts
  if (only === undefined) {
    throw new UserError('The login on this machine reaches no account.\nSet CLOUDFLARE_ACCOUNT_ID to the id of one.')
  }
  return others.length === 0 ? only : null
}

/** The same where there is no choice left to make. */
export function theAccountOf(target: Target, accounts: readonly Account[]): Account {
  const account = accountOf(target, accounts)
  if (account !== null) return account
  throw new UserError(
    'The login on this machine reaches several accounts, and none is chosen.\n' +
      'Choose one with npm run setup:cloudflare, or set CLOUDFLARE_ACCOUNT_ID.',
  )
}
