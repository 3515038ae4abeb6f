import type { HostDriver } from './HostDriver.ts'

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
    return await fetch(this.#place.hostUrl + path, { ...init, headers })
  }

  async remove(): Promise<void> {
    const response = await this.fetch(`/sessions/${this.#place.sessionId}`, { method: 'DELETE' })
    if (!response.ok) throw new Error(`The agent host answered ${response.status} to the removal of a session.`)
  }
}
