import { sayDone, sayNote, sayWarning, sayWrong } from './say.ts'

/** What a check found: that all is well, something neither good nor bad, something to know, or something that has to be mended. */
export type Finding = {
  state: 'ok' | 'note' | 'warning' | 'wrong'
  /** What was found, in a sentence; for what is wrong, with a second line that says what to do. */
  what: string
}

export type Check = () => Finding | Finding[] | Promise<Finding | Finding[]>

export const ok = (what: string): Finding => ({ state: 'ok', what })
export const note = (what: string): Finding => ({ state: 'note', what })
export const warning = (what: string): Finding => ({ state: 'warning', what })
export const wrong = (what: string): Finding => ({ state: 'wrong', what })

/** Prints a finding. */
export function sayFinding({ state, what }: Finding): void {
  const print = { ok: sayDone, note: sayNote, warning: sayWarning, wrong: sayWrong }[state]
  print(what)
}
