import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '../../cli/src/UserError.ts'
import { ProviderFailure, type WorkRef, type WorkStatus } from '../../worker/src/providers/Provider.ts'
import { say } from '../cloudflare/say.ts'
import type { Purchase } from './Purchase.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5000
/** After so many calls in a row without an answer nothing is waited for any more. */
const MOST_ERRORS = 6
/** The provider's own limits are far below. */
const PATIENCE_MS = 30 * 60_000

/**
 * Asks for an order until it is done, and says what it hears.
 *
 * @throws ProviderFailure when it has failed, UserError when it was cancelled or nothing has come of it, else why it cannot be asked
 */
export async function waitForWork(
  { status }: Pick<Purchase, 'status'>,
  ref: WorkRef,
): Promise<Extract<WorkStatus, { state: 'done' }>> {
  const end = Date.now() + PATIENCE_MS
  let pauseMs = FIRST_PAUSE_MS
  let told = ''
  let errors = 0
  while (Date.now() < end) {
    await wait(pauseMs)
    pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)
    let now: WorkStatus
    try {
      now = await status(ref)
      errors = 0
    } catch (error) {
      errors += 1
      // What refuses to be asked has said nothing of the order.
      if (errors === MOST_ERRORS) throw error instanceof ProviderFailure ? new Error(error.message) : error
      continue
    }
    if (now.state === 'done') return now
    if (now.state === 'failed') throw new ProviderFailure(now.failure, now.isWorthAnew)
    if (now.state === 'cancelled') throw new UserError(`${ref.id} was cancelled by somebody else.`)
    const words = now.message ?? now.state
    if (words !== told) say(`  ${words}`)
    told = words
  }
  throw new UserError(`Nothing has come of ${ref.id} for half an hour.`)
}
