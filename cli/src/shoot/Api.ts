import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import {
  type Asset,
  type DecisionRequest,
  Estimate,
  type EstimateQuery,
  Health,
  type Options,
  Problem,
  SessionSummary,
  Spend,
  type Stops,
  TurnStarted,
  UploadAnswer,
} from '@fashion-shoot/protocol'
import { z } from 'zod'
import { ApiProblem } from './ApiProblem.ts'
import type { Reference } from './readArguments.ts'

const Described = z.object({ session: SessionSummary, view: z.object({ lastSeq: z.int().nonnegative() }) })

/**
 * The studio's HTTP interface, as far as the command line needs it. Every call throws an ApiProblem for an error answer, and
 * what `fetch` throws when there is none.
 */
export class Api {
  readonly url: string
  readonly #fetch: typeof globalThis.fetch
  readonly #token: string | null

  /**
   * @param url the studio's origin, without a trailing slash
   * @param token an access token, where the studio wants one
   */
  constructor(url: string, fetch: typeof globalThis.fetch, token: string | null = null) {
    this.url = url
    this.#fetch = fetch
    this.#token = token
  }

  /** Answered with status 503 when a part is down: what counts is what it says. */
  async health(): Promise<Health> {
    return Health.parse(await (await this.#fetch(`${this.url}/api/health`)).json())
  }

  /** Uploads photos; the answer keeps their order. */
  async upload(references: readonly Reference[]): Promise<Asset[]> {
    const assets: Asset[] = []
    // One by one: together, large photos are more than the studio takes at a time.
    for (const { role, file } of references) {
      const form = new FormData()
      form.append('files', await openAsBlob(file), basename(file))
      form.append('roles', role)
      const answer = await this.#send('POST', '/api/upload', form)
      assets.push(...UploadAnswer.parse(await answer.json()).assets)
    }
    return assets
  }

  /** What a shoot is likely to cost with these models; without one, with the studio's. */
  async estimate(models: z.infer<typeof EstimateQuery>): Promise<Estimate> {
    const query = new URLSearchParams(models)
    return Estimate.parse(await (await this.#send('GET', `/api/estimate?${query}`)).json())
  }

  async createSession(options: Options): Promise<SessionSummary> {
    return SessionSummary.parse(await this.#json('POST', '/api/sessions', { options }))
  }

  /** Sets what a shoot may spend, USD. */
  async setBudget(sessionId: string, budgetUsd: number): Promise<void> {
    await this.#json('PATCH', `/api/sessions/${sessionId}`, { budgetUsd })
  }

  /** Sets when the director stops for a decision. */
  async setStops(sessionId: string, stops: Stops): Promise<void> {
    await this.#json('PATCH', `/api/sessions/${sessionId}`, { stops })
  }

  /** Where a shoot's money has gone. */
  async spend(sessionId: string): Promise<Spend> {
    return Spend.parse(await (await this.#send('GET', `/api/sessions/${sessionId}/spend`)).json())
  }

  /** The session, and the number of its log's last event. */
  async describe(sessionId: string): Promise<{ session: SessionSummary; lastSeq: number }> {
    const { session, view } = Described.parse(await (await this.#send('GET', `/api/sessions/${sessionId}`)).json())
    return { session, lastSeq: view.lastSeq }
  }

  async startTurn(sessionId: string, prompt: string, references: readonly Asset[]): Promise<TurnStarted> {
    const body = { prompt, references: references.map(({ id }) => id) }
    return TurnStarted.parse(await this.#json('POST', `/api/sessions/${sessionId}/turns`, body))
  }

  async decide(sessionId: string, checkpointId: string, decision: DecisionRequest): Promise<TurnStarted> {
    const path = `/api/sessions/${sessionId}/checkpoints/${checkpointId}`
    return TurnStarted.parse(await this.#json('POST', path, decision))
  }

  /** The session's log as server-sent events, from the event after `after` on. */
  async events(sessionId: string, after: number, signal: AbortSignal): Promise<Response> {
    const headers = { accept: 'text/event-stream', 'last-event-id': String(after) }
    return await this.#request('GET', `/api/sessions/${sessionId}/events?after=${after}`, { headers, signal })
  }

  async media(assetId: string): Promise<Response> {
    return await this.#send('GET', `/api/media/${assetId}`)
  }

  async #json(method: string, path: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' }
    return await (await this.#request(method, path, { body: JSON.stringify(body), headers })).json()
  }

  async #send(method: string, path: string, body?: FormData): Promise<Response> {
    return await this.#request(method, path, body === undefined ? {} : { body })
  }

  async #request(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    // A form that comes from no page has to say so: the studio refuses forms of other origins.
    headers.set('origin', this.url)
    if (this.#token !== null) headers.set('authorization', `Bearer ${this.#token}`)
    const response = await this.#fetch(`${this.url}${path}`, { ...init, method, headers })
    if (response.ok) return response
    const body = await response.text()
    throw new ApiProblem(response.status, response.status === 401 ? this.#notLetIn() : readProblem(body), path)
  }

  #notLetIn(): Problem {
    const detail =
      this.#token === null
        ? `The studio at ${this.url} wants an access token.`
        : `The studio at ${this.url} does not take this access token: it is wrong, or was revoked.`
    const hint =
      'Set SHOOT_TOKEN to one, or give it with --token. Whoever runs the studio makes it: npm run token -- create NAME'
    return { type: 'about:blank', title: detail, status: 401, code: 'sign_in_required', detail, hint }
  }
}

function readProblem(body: string): Problem | null {
  try {
    return Problem.parse(JSON.parse(body))
  } catch {
    return null
  }
}
