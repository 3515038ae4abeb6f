import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRedaction } from '../../worker/src/telemetry/createRedaction.ts'
import { parseJson } from '../cloudflare/readAnswer.ts'

const HIDDEN = '[redacted]'
/** Headers whose value lets somebody in, or says who it is. */
const SECRET_HEADERS = /^(?:authorization|proxy-authorization|x-api-key|cookie|set-cookie)$/i
const SECRET_FIELDS = /(?:token|secret|password|authorization|credentials?|signature|api_?key)$/i
/** What signs an address: of S3 and its kin, of CDNs, and whatever else has such a name. */
const SIGNED =
  /([?&](?:x-(?:amz|goog|oss|tos|cos)-[\w-]+|[\w-]*sig[\w-]*|expires?|policy|auth[\w-]*|hdn\w+|st|se)=)[^&\s"'#]+/gi
/** Characters of a text; a longer one is a picture in base64. */
const LONGEST = 4000
const LONGEST_NAME = 110

/**
 * A `fetch` that writes each exchange down, one JSON file each, numbered in the order in which they began. Keys are left out by their
 * values and by the names of what carries them, and signed addresses lose what signs them. Of what is no text, size and hash are kept.
 */
export class Recorder {
  readonly #folder: string
  readonly #clean: (text: string) => string
  #count = 0

  /** @param folder is made when the first exchange is written */
  constructor(folder: string, secrets: readonly string[]) {
    const redact = createRedaction(secrets)
    this.#folder = folder
    this.#clean = (text) => redact(text).replace(SIGNED, `$1${HIDDEN}`)
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    this.#count += 1
    const number = this.#count
    const began = Date.now()
    const sent = await this.#body(request.clone())
    const write = (answer: object) => this.#write(number, request, { began, sent, answer })
    try {
      const response = await fetch(request)
      const body = await this.#body(response.clone())
      write({ response: { status: response.status, headers: this.#headers(response.headers), body } })
      return response
    } catch (error) {
      const { message, cause } = error as Error
      write({ failed: this.#clean(`${message}${cause instanceof Error ? `: ${cause.message}` : ''}`) })
      throw error
    }
  }

  #write(
    number: number,
    { method, url, headers }: Request,
    about: { began: number; sent: unknown; answer: object },
  ): void {
    const { began, sent, answer } = about
    const exchange = {
      at: new Date(began).toISOString(),
      ms: Date.now() - began,
      request: { method, url: this.#clean(url), headers: this.#headers(headers), body: sent },
      ...answer,
    }
    const { hostname, pathname } = new URL(url)
    const name = this.#clean(`${hostname}${pathname}`)
      .replaceAll(/[^\w.-]+/g, '_')
      .slice(-LONGEST_NAME)
    mkdirSync(this.#folder, { recursive: true })
    const file = `${String(number).padStart(3, '0')}-${method}-${name}.json`
    writeFileSync(join(this.#folder, file), `${JSON.stringify(exchange, null, 2)}\n`)
  }

  #headers(headers: Headers): Record<string, string> {
    return Object.fromEntries(
      [...headers].map(([name, value]) => [name, SECRET_HEADERS.test(name) ? HIDDEN : this.#clean(value)]),
    )
  }

  async #body(message: Request | Response): Promise<unknown> {
    const bytes = Buffer.from(await message.arrayBuffer())
    if (bytes.length === 0) return null
    const type = message.headers.get('content-type') ?? ''
    if (!/json|text/.test(type)) return noteOf(type, bytes)
    const text = bytes.toString('utf8')
    const json = parseJson(text)
    return json === undefined ? this.#clean(text.slice(0, LONGEST)) : this.#json(json)
  }

  #json(value: unknown): unknown {
    if (typeof value === 'string')
      return value.length > LONGEST ? noteOf('text', Buffer.from(value)) : this.#clean(value)
    if (Array.isArray(value)) return value.map((item) => this.#json(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const isSecret = typeof item === 'string' && SECRET_FIELDS.test(name)
        return [name, isSecret ? HIDDEN : this.#json(item)]
      }),
    )
  }
}

function noteOf(type: string, bytes: Buffer) {
  return { type, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
