import { setTimeout as sleep } from 'node:timers/promises'
import { emptyView, type LoggedEvent, readReceivedEvent, reduce, type SessionView } from '@fashion-shoot/protocol'
import { EventSourceParserStream } from 'eventsource-parser/stream'

const RETRY_MS = 100

/**
 * Somebody who looks on: follows the session's log, comes back when the connection breaks, and notes what must not happen:
 * a number twice or backwards, or an event that this program does not know.
 */
export class Tab {
  readonly #url: string
  readonly #listeners = new Set<(logged: LoggedEvent) => void>()
  readonly #leave = new AbortController()
  #connection = new AbortController()
  #awayMs = 0
  #view: SessionView = emptyView
  #connections = 0
  readonly events = new Map<number, LoggedEvent>()
  readonly troubles: string[] = []

  /** @param url of the session's events */
  constructor(url: string) {
    this.#url = url
    void this.#follow()
  }

  get view(): SessionView {
    return this.#view
  }

  get connections(): number {
    return this.#connections
  }

  /** Told of each event as it arrives. Returns what ends that. */
  onEvent(listener: (logged: LoggedEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Loses the connection, for so many ms. `anew`: comes back like a page that was loaded again, knowing nothing. */
  drop(awayMs: number, anew: boolean): void {
    this.#awayMs = awayMs
    if (anew) this.#view = emptyView
    this.#connection.abort()
  }

  close(): void {
    this.#leave.abort()
    this.#connection.abort()
  }

  async #follow(): Promise<void> {
    while (!this.#leave.signal.aborted) {
      this.#connection = new AbortController()
      try {
        await this.#listen(this.#connection.signal)
      } catch {
        // Dropped, or the Worker has gone: it comes back.
      }
      const away = this.#awayMs || RETRY_MS
      this.#awayMs = 0
      await sleep(away, undefined, { signal: this.#leave.signal }).catch(() => undefined)
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const headers = { 'last-event-id': String(this.#view.lastSeq) }
    const { ok, body } = await fetch(this.#url, { headers, signal })
    if (!ok || body === null) return
    this.#connections += 1
    for await (const { id, data } of body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())) {
      if (signal.aborted) return
      this.#receive(id, data)
    }
  }

  #receive(id: string | undefined, data: string): void {
    const { seq = 0, event = null } = readReceivedEvent(id, data) ?? {}
    if (event === null) {
      this.troubles.push(`Event ${id} is not known: ${data.slice(0, 200)}`)
      return
    }
    if (seq <= this.#view.lastSeq) this.troubles.push(`Event ${seq} came after ${this.#view.lastSeq}.`)
    const before = this.events.get(seq)
    if (before !== undefined && JSON.stringify(before.event) !== JSON.stringify(event)) {
      this.troubles.push(`Event ${seq} was ${JSON.stringify(before.event)}, and later ${JSON.stringify(event)}.`)
    }
    const logged = { seq, event }
    this.events.set(seq, logged)
    this.#view = reduce(this.#view, logged)
    for (const listener of this.#listeners) listener(logged)
  }
}
