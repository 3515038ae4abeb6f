import { type ChildProcess, spawn } from 'node:child_process'

/** Waits for a word. When its input ends without one, whoever held it was killed, and the group must go too. */
const SCRIPT = 'read -r word; [ "$word" = over ] || kill -KILL "-$1"'

/**
 * Ends a process group when this process is gone, however it went: nothing here runs any more after a SIGKILL, but the pipe to
 * this shell closes. It stands in a group of its own, so that it outlives both.
 */
export class Reaper {
  readonly #shell: ChildProcess

  constructor(groupId: number) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'reaper', String(groupId)], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {},
    })
    // Without it a runner is only less well looked after.
    this.#shell.on('error', () => {})
    this.#shell.stdin?.on('error', () => {})
    this.#shell.unref()
  }

  /** The group is empty: nothing is left to end. */
  dismiss(): void {
    this.#shell.stdin?.end('over\n')
  }
}
