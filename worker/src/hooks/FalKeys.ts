import { z } from 'zod'

/** ms; fal asks that its keys are not kept for longer than a day. */
const KEPT_MS = 24 * 60 * 60_000
/** ms for fal's answer, which waits itself for ours, for 15 s. */
const ANSWER_MS = 5000
/** How often the keys are loaded in a minute: anybody can send something that makes us look for newer ones. */
const MOST_LOADS = 10
const MINUTE_MS = 60_000

const Jwks = z.object({ keys: z.array(z.unknown()) })
/** https://www.rfc-editor.org/rfc/rfc8037#section-2 */
const Key = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })

type Options = {
  /** Where fal shows its keys, as a JSON Web Key Set. */
  url: string
  fetch: typeof fetch
  now: () => number
}

/** The public keys with which fal signs, as an isolate knows them. */
export class FalKeys {
  readonly #options: Options
  #kept: { keys: CryptoKey[]; until: number } | null = null
  /** When they were asked for, ms since the epoch. */
  #loads: number[] = []

  constructor(options: Options) {
    this.#options = options
  }

  /**
   * Whether fal has signed this, Ed25519. Where no key fits, they may be newer ones by now: these are loaded, and tried too.
   *
   * @throws where that cannot be found out now, because the keys do not load or were asked for too often
   */
  async haveSigned(message: BufferSource, signature: BufferSource): Promise<boolean> {
    const kept = this.#kept !== null && this.#options.now() < this.#kept.until ? this.#kept.keys : null
    if (kept !== null && (await isByOneOf(kept, message, signature))) return true
    // None of them fits, and they have just been loaded over and over.
    if (kept !== null && !this.#mayLoad()) return false
    return await isByOneOf(await this.#load(), message, signature)
  }

  #mayLoad(): boolean {
    const now = this.#options.now()
    this.#loads = this.#loads.filter((at) => now - at < MINUTE_MS)
    return this.#loads.length < MOST_LOADS
  }

  async #load(): Promise<CryptoKey[]> {
    const { url, fetch, now } = this.#options
    if (!this.#mayLoad()) throw new Error("fal's keys were asked for too often.")
    this.#loads.push(now())
    // Each caller loads for itself: a request must not wait for what another one has begun.
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) })
    if (!response.ok) throw new Error(`fal's keys: status ${response.status}.`)
    const jwks = Jwks.parse(await response.json()).keys.flatMap((key) => Key.safeParse(key).data ?? [])
    if (jwks.length === 0) throw new Error('Among the keys of fal is none for Ed25519.')
    const keys = await Promise.all(jwks.map((jwk) => crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify'])))
    this.#kept = { keys, until: now() + KEPT_MS }
    return keys
  }
}

async function isByOneOf(keys: CryptoKey[], message: BufferSource, signature: BufferSource): Promise<boolean> {
  const fits = await Promise.all(keys.map((key) => crypto.subtle.verify('Ed25519', key, signature, message)))
  return fits.includes(true)
}
