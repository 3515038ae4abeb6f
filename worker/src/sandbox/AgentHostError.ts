/** The agent host does not answer, or not as it should. */
export class AgentHostError extends Error {
  override readonly name = 'AgentHostError'
  /** The HTTP status, or null when there was no answer. */
  readonly status: number | null

  constructor(message: string, status: number | null) {
    super(message)
    this.status = status
  }
}
