import { UserError } from '../../cli/src/UserError.ts'
import type { Target } from './Target.ts'
import { wrangler, wranglerSaid } from './wrangler.ts'

/** What the API says of a bucket that is there already, of one that is not, and of an account whose R2 was never switched on. */
const EXISTS = /\[code: (10004|10073)\]/
const UNKNOWN = /\[code: 10006\]/
const NOT_ENABLED = /\[code: 10042\]/

/** Makes the deployment's bucket. False when it was there already: wrangler's list of buckets has only the first page. */
export async function createBucket(target: Target): Promise<boolean> {
  const result = await wrangler(target, ['r2', 'bucket', 'create', target.bucket])
  if (result.ok) return true
  if (EXISTS.test(result.stderr)) return false
  const next = NOT_ENABLED.test(result.stderr)
    ? 'R2 has to be switched on once in the account: https://dash.cloudflare.com/?to=/:account/r2\nThen type'
    : 'What was done before is kept. Mend what wrangler says, then type'
  throw new UserError(
    `The bucket ${target.bucket} was not made.\n${wranglerSaid(result)}${next} the same command again.`,
  )
}

/** Deletes the deployment's bucket, which has to be empty. */
export async function deleteBucket(target: Target): Promise<void> {
  const result = await wrangler(target, ['r2', 'bucket', 'delete', target.bucket])
  if (result.ok || UNKNOWN.test(result.stderr)) return
  throw new UserError(
    `The bucket ${target.bucket} was not deleted.\n${wranglerSaid(result)}` +
      'What was done before is kept. Mend what wrangler says, then type the same command again.',
  )
}
