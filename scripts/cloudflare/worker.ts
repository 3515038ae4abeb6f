import { UserError } from '../../cli/src/UserError.ts'
import type { Target } from './Target.ts'
import { wrangler, wranglerSaid } from './wrangler.ts'

/** What the API says of a Worker that is not there. */
const UNKNOWN = /\[code: (10007|10090)\]/

/** Deletes the Worker with its Durable Objects and secrets. False when there was none. */
export async function deleteWorker(target: Target): Promise<boolean> {
  const result = await wrangler(target, ['delete', '--force'])
  if (result.ok) return true
  if (UNKNOWN.test(result.stderr)) return false
  throw new UserError(
    `The Worker ${target.worker} was not deleted.\n${wranglerSaid(result)}` +
      'Nothing was deleted so far. Mend what wrangler says, then type the same command again.',
  )
}
