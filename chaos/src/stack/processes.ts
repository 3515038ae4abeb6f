/** @module Looks at this machine's processes through `/proc`. Linux only. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export type Process = { pid: number; parent: number; program: string; command: string; environment: string }

/** Every process that can be looked at. Zombies, which have no program any more, are left out. */
export function allProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const read = (file: string) => readFileSync(`/proc/${name}/${file}`, 'utf8')
        // The name in parentheses may itself hold spaces and parentheses.
        const [, parent = '0'] = read('stat')
          .replace(/^.*\) /s, '')
          .split(' ')
        return [
          {
            pid: Number(name),
            parent: Number(parent),
            program: readlinkSync(`/proc/${name}/exe`),
            command: read('cmdline').replaceAll('\0', ' ').trim(),
            environment: read('environ'),
          },
        ]
      } catch {
        // It has ended while we looked.
        return []
      }
    })
}

/** The processes below one, at any depth. */
export function descendants(pid: number, processes = allProcesses()): Process[] {
  const children = processes.filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child, ...descendants(child.pid, processes)])
}

/** Ends a process at once. One that has ended already is fine. */
export function killAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}
