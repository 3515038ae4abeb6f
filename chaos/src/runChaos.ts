import { setTimeout as sleep } from 'node:timers/promises'
import { runShoot, type ShootResult } from './runShoot.ts'
import { planShoot } from './schedule/planShoot.ts'
import { Stack } from './stack/Stack.ts'

export type ChaosOptions = {
  /** Decides what goes wrong where. What it hits depends on the machine too. */
  seed: number
  /** Numbers of the shoots to run. */
  shoots: readonly number[]
  say: (line: string) => void
}

export type ChaosResult = {
  shoots: ShootResult[]
  /** Processes that were alive after all had ended, in words. */
  leftOver: string[]
  ms: number
  /** The state and the logs of the run; null when all went well, and they are gone. */
  folder: string | null
}

/** ms for the last processes to go after their parents. */
const GOING_MS = 5_000

/** Runs shoots one after the other on one system, and says what was broken and what broke. */
export async function runChaos({ seed, shoots, say }: ChaosOptions): Promise<ChaosResult> {
  const began = performance.now()
  const stack = await Stack.start()
  const results: ShootResult[] = []
  try {
    for (const number of shoots) {
      const result = await runShoot(stack, planShoot(seed, number))
      results.push(result)
      say(describe(result))
    }
  } finally {
    await stack.stop()
  }
  const leftOver = await processesThatStay(stack)
  const isGood = leftOver.length === 0 && results.every(({ violations }) => violations.length === 0)
  if (isGood) stack.removeFolder()
  return { shoots: results, leftOver, ms: performance.now() - began, folder: isGood ? null : stack.folder }
}

async function processesThatStay(stack: Stack): Promise<string[]> {
  const deadline = Date.now() + GOING_MS
  while (stack.processes().length > 0 && Date.now() < deadline) await sleep(100)
  const left = stack.processes()
  for (const { pid } of left) process.kill(pid, 'SIGKILL')
  return left.map(({ pid, command }) => `${pid} ${command}`)
}

/** One line when all is well; with every fault and every violation when it is not. */
function describe({ plan, sessionId, faults, violations, turns, connections, ms }: ShootResult): string {
  const counts = `${faults.length} faults, ${turns} turns, ${connections} connections, ${(ms / 1000).toFixed(0)} s`
  if (violations.length === 0) return `shoot ${plan.number}: ok (${counts})`
  return [
    `shoot ${plan.number}: BROKEN (${counts}, session ${sessionId})`,
    ...plan.stages.flatMap(({ stage, whim }) =>
      whim.kind === 'none' ? [] : [`  person, ${stage}: ${JSON.stringify(whim)}`],
    ),
    ...faults.map(
      ({ stage, isChange, kind, detail }) => `  fault, ${isChange ? 'change of ' : ''}${stage}: ${kind} (${detail})`,
    ),
    ...violations.map(({ invariant, what }) => `  VIOLATION of ${invariant}: ${what}`),
  ].join('\n')
}
