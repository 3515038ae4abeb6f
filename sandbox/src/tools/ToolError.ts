import { withAdvice } from '../advice.ts'

type Options = ErrorOptions & {
  /** What the director should do about it, and all else that is for no person. */
  advice?: string
  endsTurn?: boolean
}

/** A tool can't do what was asked. `told` says what happened and what was kept; it is empty where the person is told by another event. */
export class ToolError extends Error {
  readonly told: string
  readonly advice: string
  /** True where only the person can help: the director's turn ends. */
  readonly endsTurn: boolean

  constructor(told: string, { advice = '', endsTurn = false, ...options }: Options = {}) {
    super(withAdvice(told, advice), options)
    this.name = 'ToolError'
    this.told = told
    this.advice = advice
    this.endsTurn = endsTurn
  }
}
