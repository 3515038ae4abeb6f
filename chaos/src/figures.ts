import { cpus } from 'node:os'
import { countByName } from './countByName.ts'
import type { ChaosResult } from './runChaos.ts'

/** The figures of a run as a table in Markdown, with the day and the machine. */
export function figures(seed: number, { shoots, leftOver, ms }: ChaosResult): string {
  const faults = shoots.flatMap((shoot) => shoot.faults)
  const broken = shoots.flatMap(({ violations }) => violations.map(({ invariant }) => invariant))
  if (leftOver.length > 0) broken.push('nothingIsLeftOver')
  const sum = (of: 'turns' | 'connections') => shoots.reduce((total, shoot) => total + shoot[of], 0)
  const [cpu] = cpus()
  const rows = [
    ['seed', seed],
    ['shoots', shoots.length],
    [
      'faults',
      `${faults.length}, of them ${faults.filter(({ isChange }) => isChange).length} in changes that were asked for`,
    ],
    ['faults by kind', counted(faults.map(({ kind }) => kind))],
    ['turns', sum('turns')],
    ['connections of tabs', sum('connections')],
    ['broken invariants', broken.length === 0 ? 'none' : counted(broken)],
    ['duration', `${(ms / 60_000).toFixed(1)} min`],
    ['machine', `${cpus().length} cores (${cpu?.model.trim()}), ${process.platform}, Node ${process.versions.node}`],
    ['day', new Date().toISOString().slice(0, 10)],
  ]
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
}

function counted(names: readonly string[]): string {
  return countByName(names)
    .map(([name, times]) => `${name} × ${times}`)
    .join(', ')
}
