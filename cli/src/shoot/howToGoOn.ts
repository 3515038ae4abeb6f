import type { RunState } from './runShoot.ts'
import { shellWord } from './shootCommand.ts'

type GoOn = {
  /** How this program is started. */
  command: string
  out: string
  /** As it was given: approve every stage without asking. */
  yes: boolean
  /** Address of a studio that goes on running; null where it was this run's own. */
  server: string | null
  /** Null where no shoot was begun. */
  state: RunState | null
}

/** Commands that go on with a shoot, to be pasted; empty where none was begun. */
export function howToGoOn({ command, out, yes, server, state }: GoOn): string {
  if (state === null) return ''
  const { sessionId, waits, enoughUsd } = state
  const at = server === null ? '' : ` --server ${server}`
  const budget = enoughUsd === null ? '' : ` --budget ${enoughUsd}`
  const again = `${command} --resume ${sessionId} --out ${shellWord(out)}${at}${budget}`
  const say = (words: string) => `${yes ? '--yes ' : ''}"${words}"`
  // What was refused for want of a budget may be a change to what waits.
  const failed = waits && enoughUsd === null ? [] : [say('try again')]
  const ways = [...failed, ...(waits ? ['--approve', '--yes', say('what to change')] : [])]
  return `Go on with${ways.length > 1 ? ' one of' : ''}:\n${ways.map((way) => `  ${again} ${way}\n`).join('')}`
}
