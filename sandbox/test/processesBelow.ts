import { execFileSync } from 'node:child_process'

/** Ids of the living processes that a process has started, and those that they have started, whose command holds these words. */
export function processesBelow(pid: number, words: string): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, id, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row) ?? []
      return command === undefined || state?.startsWith('Z')
        ? []
        : [{ id: Number(id), parent: Number(parent), command }]
    })
  const below = (parent: number): typeof rows =>
    rows.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.id)])
  return below(pid).flatMap(({ id, command }) => (command.includes(words) ? [id] : []))
}
