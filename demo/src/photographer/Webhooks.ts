import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { sleep } from '../shared/sleep.ts'
import type { QueuedRequest } from './Queue.ts'

const USER_ID = 'demo-user'
/** fal tries as often, over two hours. */
const MOST_TRIES = 10
/** ms for a receiver to answer */
const ANSWER_MS = 15_000

/** What a test orders to be wrong with the reports of a request. */
export const WEBHOOK_FLAWS = ['forged', 'old', 'twice'] as const
export type WebhookFlaw = (typeof WEBHOOK_FLAWS)[number]
const OLD_S = 600

/** Reports the ends of requests: signed, and again until the receiver answers with 2xx, which it may see more than once. */
export class Webhooks {
  readonly #keys = generateKeyPairSync('ed25519')
  readonly #closing = new AbortController()
  readonly #firstWaitMs: number

  /** @param firstWaitMs before the second try, ms; each wait after it is twice as long */
  constructor(firstWaitMs: number) {
    this.#firstWaitMs = firstWaitMs
  }

  /** The public keys as fal shows them at `rest.fal.ai/.well-known/jwks.json`. */
  keys() {
    return { keys: [this.#keys.publicKey.export({ format: 'jwk' })] }
  }

  /** @param request one that is over */
  async deliver(url: string, request: QueuedRequest, flaw?: WebhookFlaw): Promise<void> {
    const body = JSON.stringify(report(request))
    const { signal } = this.#closing
    let left = flaw === 'twice' ? 2 : 1
    for (let tries = 0; tries < MOST_TRIES && !signal.aborted; tries++) {
      if (await this.#post(url, request.id, body, flaw)) left -= 1
      if (left === 0) return
      await sleep(this.#firstWaitMs * 2 ** tries, signal)
    }
  }

  /** Gives up all that is not delivered yet. */
  close(): void {
    this.#closing.abort()
  }

  async #post(url: string, requestId: string, body: string, flaw: WebhookFlaw | undefined): Promise<boolean> {
    const timestamp = String(Math.floor(Date.now() / 1000) - (flaw === 'old' ? OLD_S : 0))
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(ANSWER_MS)])
    const headers = {
      'content-type': 'application/json',
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': USER_ID,
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': this.#sign(requestId, timestamp, flaw === 'forged' ? `${body} ` : body),
    }
    try {
      const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal })
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  /** Hexadecimal Ed25519 over the lines that fal documents. */
  #sign(requestId: string, timestamp: string, body: string): string {
    const lines = [requestId, USER_ID, timestamp, createHash('sha256').update(body).digest('hex')]
    return sign(null, Buffer.from(lines.join('\n')), this.#keys.privateKey).toString('hex')
  }
}

function report({ id, outcome }: QueuedRequest) {
  const ids = { request_id: id, gateway_request_id: id }
  if (!outcome?.error) return { ...ids, status: 'OK', payload: outcome?.body }
  return { ...ids, status: 'ERROR', error: `Invalid status code: ${outcome.status}`, payload: outcome.body }
}
