import { withTimeLimit } from '../withTimeLimit.ts'
import type { HostDriver } from './HostDriver.ts'

/** ms until an answer's head; its body may take as long as a turn. */
const ANSWER_MS = 15_000

type Place = {
  /** Without a trailing slash. */
  hostUrl: string
  hostToken: string
  gatewayUrl: string
  sessionId: string
}

/** Reaches the agent host of local mode: one process on loopback, for all sessions, which whoever started the Worker started too. */
export class LocalHostDriver implements HostDriver {
  readonly gatewayUrl: string
  readonly #place: Place

  constructor(place: Place) {
    this.#place = place
    this.gatewayUrl = place.gatewayUrl
  }

  async ready(): Promise<void> {}

  async fetch(path: string, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${this.#place.hostToken}`)
    const answer = fetch(this.#place.hostUrl + path, { ...init, headers })
    return await withTimeLimit(ANSWER_MS, 'The agent host’s answer', answer)
  }

  async remove(): Promise<void> {
    const response = await this.fetch(`/sessions/${this.#place.sessionId}`, { method: 'DELETE' })
    if (!response.ok) throw new Error(`The agent host answered ${response.status} to the removal of a session.`)
  }
}
