/** The gateway refused a call, or could not be reached. `message` says what happened, `hint` what to do instead. */
export class GatewayError extends Error {
  readonly code: string
  readonly hint: string

  constructor(code: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'GatewayError'
    this.code = code
    this.hint = hint
  }
}
