import { type Check, type Finding, sayFinding } from './Finding.ts'

/** Makes checks one after the other, and tells each finding as soon as it is there. Returns how many are wrong. */
export async function runChecks(
  checks: readonly Check[],
  tell: (finding: Finding) => void = sayFinding,
): Promise<number> {
  let wrong = 0
  for (const check of checks) {
    for (const finding of [await check()].flat()) {
      tell(finding)
      if (finding.state === 'wrong') wrong += 1
    }
  }
  return wrong
}
