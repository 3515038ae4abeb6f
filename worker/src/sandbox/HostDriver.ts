/** What somebody who waits for the host wants to know, and may change his mind about. */
export type Waiting = {
  /** Tells the person, in words, what is being waited for. */
  say(message: string): void
  /** False once nobody wants the host any more: the turn was stopped. */
  isWanted(): boolean
}

/** A way to reach the agent host that serves one session. `AgentHost` speaks through it; the rest of the Worker knows no other. */
export interface HostDriver {
  /** The gateway's address as the host's runners see it, without a trailing slash. */
  readonly gatewayUrl: string
  /**
   * Resolves when the host answers, having started what it needs. Throws an AgentHostError when it does not come up, or when it
   * is not wanted any more. May be called again at any time, and after any break must be.
   */
  ready(waiting: Waiting): Promise<void>
  /** Calls the host, with its credentials. Throws when it does not answer; never starts it. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The session is gone: ends what serves it, and removes its files there. */
  remove(): Promise<void>
}
