import { existsSync, readFileSync } from 'node:fs'

/** A dead process that nobody has waited for still has its number: on Linux it stands in state Z. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
