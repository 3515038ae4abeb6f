import { sayDone, sayWarning, sayWrong } from './say.ts'

/** What a check found: in order, something to know, or something that has to be mended before a deploy. */
export type Finding = {
  state: 'ok' | 'warning' | 'wrong'
  /** What was found, in a sentence; for what is wrong, with a second line that says what to do. */
  what: string
}

export const ok = (what: string): Finding => ({ state: 'ok', what })
export const warning = (what: string): Finding => ({ state: 'warning', what })
export const wrong = (what: string): Finding => ({ state: 'wrong', what })

/** Prints a finding. */
export function sayFinding({ state, what }: Finding): void {
  const print = { ok: sayDone, warning: sayWarning, wrong: sayWrong }[state]
  print(what)
}
