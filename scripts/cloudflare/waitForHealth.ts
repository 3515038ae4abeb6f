import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '../../cli/src/UserError.ts'
import { sayFinding, wrong } from './Finding.ts'
import { describeHealth, readHealth } from './readHealth.ts'
import { say } from './say.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5000

/**
 * Asks a fresh deployment how it is until nothing is down: a new address takes a while to be known, and a new image to be spread.
 *
 * @param patienceS seconds to go on asking
 * @throws UserError when a part is still down, or nothing answers, at the end
 */
export async function waitForHealth(address: string, patienceS: number): Promise<void> {
  const end = Date.now() + patienceS * 1000
  let told = ''
  let pauseMs = FIRST_PAUSE_MS
  for (;;) {
    const reading = await readHealth(address)
    const findings = 'health' in reading ? describeHealth(reading.health) : [wrong(reading.problem)]
    const bad = findings.filter(({ state }) => state === 'wrong').map(({ what }) => what)
    if (bad.length === 0 || Date.now() + pauseMs > end) {
      for (const finding of findings) sayFinding(finding)
      if (bad.length === 0) return
      throw new UserError(
        'It is deployed, but not all of it answers yet. After a first deploy the address and the container can take some minutes.\n' +
          `Ask again with: npm run health ${address}\nIf it stays so: npm run logs`,
      )
    }
    const now = bad.join('; ')
    if (now !== told) say(`  not yet: ${now}`)
    told = now
    await wait(pauseMs)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
}
