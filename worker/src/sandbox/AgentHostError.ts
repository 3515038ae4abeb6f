/** The agent host does not answer, or not as it should. */
export class AgentHostError extends Error {
  override readonly name = 'AgentHostError'
  /** The HTTP status, or null when there was no answer. */
  readonly status: number | null
  /** True when to ask again at once would change nothing. */
  readonly isFinal: boolean

  /** A refusal is final: it will not change. */
  constructor(message: string, status: number | null, isFinal?: boolean) {
    super(message)
    this.status = status
    this.isFinal = isFinal ?? (status !== null && status < 500)
  }
}
