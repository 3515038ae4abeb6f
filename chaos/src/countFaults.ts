import type { ShootResult } from './runShoot.ts'

/** How often each kind of fault happened, most first. */
export function countFaults(results: readonly Pick<ShootResult, 'faults'>[]): [kind: string, times: number][] {
  const counts = new Map<string, number>()
  for (const { kind } of results.flatMap(({ faults }) => faults)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}
