/** Something that the person at the terminal can mend: its message says what happened and what to do next. */
export class UserError extends Error {
  override name = 'UserError'
  /** The program's exit code: 1 failed, 2 wrong use. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
