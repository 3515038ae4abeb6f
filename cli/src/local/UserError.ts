/** Something that the person at the terminal can mend: its message says what happened and what to do next. */
export class UserError extends Error {
  override name = 'UserError'
}
