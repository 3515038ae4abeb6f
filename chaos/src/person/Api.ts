import { setTimeout as sleep } from 'node:timers/promises'
import { type Asset, Problem, type SessionSummary, type SessionView, type Slot } from '@fashion-shoot/protocol'

const AGAIN_MS = 250
/** ms for the Worker to come back after it was killed. */
const PATIENCE_MS = 60_000

/** An answer that is a refusal, in the words of the API. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(`${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
  }
}

/**
 * The HTTP interface as a patient program uses it. A call that breaks off is made again, so it may have had its effect already: what
 * is refused then has to be looked at by whoever called.
 */
export class Api {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  eventsUrl(sessionId: string): string {
    return `${this.#url}/api/sessions/${sessionId}/events`
  }

  async upload(files: { name: string; role: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<Asset[]> {
    const form = new FormData()
    for (const { name, role, bytes } of files) {
      form.append('files', new Blob([bytes]), name)
      form.append('roles', role)
    }
    const answer = await this.#call('/api/upload', { method: 'POST', body: form })
    return ((await answer.json()) as { assets: Asset[] }).assets
  }

  async createSession(): Promise<string> {
    return ((await (await this.#post('/api/sessions', {})).json()) as { id: string }).id
  }

  async session(id: string): Promise<{ session: SessionSummary; view: SessionView }> {
    const answer = await this.#call(`/api/sessions/${id}`)
    return (await answer.json()) as { session: SessionSummary; view: SessionView }
  }

  async say(id: string, prompt: string, references: string[] = []): Promise<void> {
    await this.#post(`/api/sessions/${id}/turns`, { prompt, references })
  }

  async decide(id: string, checkpointId: string, body: { decision: string; note?: string }): Promise<void> {
    await this.#post(`/api/sessions/${id}/checkpoints/${checkpointId}`, body)
  }

  async cancel(id: string): Promise<void> {
    await this.#post(`/api/sessions/${id}/cancel`, {})
  }

  async activate(id: string, slot: Slot, version: number): Promise<void> {
    await this.#post(`/api/sessions/${id}/slots/${slot}/active`, { version })
  }

  async media(assetId: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#call(`/api/media/${assetId}`)).arrayBuffer())
  }

  #post(path: string, body: unknown): Promise<Response> {
    return this.#call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  }

  /** @throws Refusal when it is refused; the last error when nobody answers for a minute */
  async #call(path: string, init?: RequestInit): Promise<Response> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const answer = await fetch(this.#url + path, init)
        .then(toItsEnd)
        .catch((error: unknown) => error as Error)
      if (answer instanceof Response && answer.status < 500) return await this.#accepted(answer)
      if (Date.now() > end) {
        throw answer instanceof Response ? new Error(`${path}: ${answer.status} ${await answer.text()}`) : answer
      }
      await sleep(AGAIN_MS)
    }
  }

  async #accepted(answer: Response): Promise<Response> {
    if (answer.ok) return answer
    const { code, detail } = Problem.parse(await answer.json())
    throw new Refusal(answer.status, code, detail)
  }
}

/** Waits for all of an answer: one that breaks off is none. */
async function toItsEnd(answer: Response): Promise<Response> {
  await answer.clone().arrayBuffer()
  return answer
}
