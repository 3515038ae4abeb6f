import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { accessTokens } from '../db/schema.ts'
import type { Env } from '../env.ts'
import { sha256 } from '../files/sha256.ts'
import { ProblemError } from '../problem.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { RecentOwners } from './RecentOwners.ts'

/** What `npm run token` makes: `fsa_` and 32 random bytes in base64url. Nothing else is worth a look into the database. */
const FORM = /^fsa_[\w-]{43}$/

/** One for the isolate: after a revocation a token may count for so many ms more. */
const recent = new RecentOwners(30_000, Date.now)

/** Whose an access token is, or null for one that is not, or no longer, in the table. It is found by its hash. */
export async function ownerOfToken(env: Env, token: string): Promise<string | null> {
  if (!FORM.test(token)) return null
  const hash = await sha256(token)
  return await recent.ownerOf(hash, async () => {
    const [row] = await read(env, (table) => table.where(eq(accessTokens.hash, hash)))
    return row?.owner ?? null
  })
}

/** Whether anybody has an access token. */
export async function hasTokens(env: Env): Promise<boolean> {
  return (await read(env, (table) => table.limit(1))).length > 0
}

/** A database that cannot be read lets nobody in, and says so. */
async function read(env: Env, ask: (table: ReturnType<typeof select>) => PromiseLike<{ owner: string }[]>) {
  try {
    return await ask(select(env))
  } catch (error) {
    createLogger(env).error('access_tokens_unreadable', { error })
    throw new ProblemError('access_unreadable')
  }
}

function select(env: Env) {
  const columns = { owner: accessTokens.owner }
  return drizzle(env.DB, { casing: 'snake_case' }).select(columns).from(accessTokens).$dynamic()
}
