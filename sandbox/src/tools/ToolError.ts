/** A tool can't do what was asked; the message tells the model what happened and what to do instead. */
export class ToolError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ToolError'
  }
}
