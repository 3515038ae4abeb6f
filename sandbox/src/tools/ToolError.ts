type Options = ErrorOptions & { endsTurn?: boolean }

/** A tool can't do what was asked; the message tells the model what happened and what to do instead. */
export class ToolError extends Error {
  /** True where only the person can help: the director's turn ends. */
  readonly endsTurn: boolean

  constructor(message: string, options?: Options) {
    super(message, options)
    this.name = 'ToolError'
    this.endsTurn = options?.endsTurn === true
  }
}
