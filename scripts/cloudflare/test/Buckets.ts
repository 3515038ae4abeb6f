import { z } from 'zod'
import { ApiFailure, type Call, type Route } from './api.ts'

const Named = z.strictObject({ name: z.string() })
const Keys = z.array(z.string()).min(1).max(1000)

/** R2: buckets, and the keys in them. */
export class Buckets {
  readonly #stored = new Map<string, Set<string>>()
  /** The account has switched R2 on. */
  enabled = true
  /** Keys that can't be deleted. */
  readonly locked = new Set<string>()

  readonly routes: Route[] = [
    ['POST', '/r2/buckets', (call) => this.#create(call)],
    ['GET', '/r2/buckets/:name', ({ parameters }) => ({ result: { name: this.#find(parameters).name } })],
    ['DELETE', '/r2/buckets/:name', (call) => this.#delete(call)],
    ['GET', '/r2/buckets/:name/objects', (call) => this.#list(call)],
    ['DELETE', '/r2/buckets/:name/objects', (call) => this.#deleteObjects(call)],
  ]

  get names(): string[] {
    return [...this.#stored.keys()]
  }

  /** Puts empty files into a bucket. */
  put(name: string, keys: Iterable<string>): void {
    for (const key of keys) this.#find({ name }).keys.add(key)
  }

  #create({ json }: Call) {
    if (!this.enabled) throw new ApiFailure(403, 10042, 'Please enable R2 through the Cloudflare Dashboard.')
    const { name } = Named.parse(json())
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
      throw new ApiFailure(400, 10005, 'The specified bucket name is not valid.')
    }
    if (this.#stored.has(name)) {
      throw new ApiFailure(409, 10004, 'The bucket you tried to create already exists, and you own it.')
    }
    this.#stored.set(name, new Set())
    return { result: { name, storage_class: 'Standard' } }
  }

  #find({ name = '' }: Record<string, string>): { name: string; keys: Set<string> } {
    const keys = this.#stored.get(name)
    if (keys === undefined) throw new ApiFailure(404, 10006, 'The specified bucket does not exist.')
    return { name, keys }
  }

  #delete({ parameters }: Call) {
    const { name, keys } = this.#find(parameters)
    if (keys.size > 0) throw new ApiFailure(409, 10008, `The bucket you tried to delete (${name}) is not empty.`)
    this.#stored.delete(name)
    return { result: {} }
  }

  #list({ parameters, query }: Call) {
    const { keys } = this.#find(parameters)
    const size = Number(query.get('per_page') ?? 20)
    if (!(size >= 1 && size <= 1000)) throw new ApiFailure(400, 10022, 'Invalid per_page.')
    const page = [...keys].sort().slice(0, size)
    const truncated = keys.size > size
    const resultInfo = { per_page: size, is_truncated: truncated, ...(truncated && { cursor: page.at(-1) }) }
    return { result: page.map((key) => ({ key, size: 0 })), resultInfo }
  }

  #deleteObjects({ parameters, headers, json }: Call) {
    const { keys } = this.#find(parameters)
    if (headers['content-type'] !== 'application/json') throw new ApiFailure(415, 10026, 'Unsupported media type.')
    const asked = Keys.safeParse(json())
    if (!asked.success) throw new ApiFailure(400, 10026, 'Give a JSON array of 1 to 1000 keys.')
    const failed = asked.data.filter((key) => this.locked.has(key) || !keys.has(key))
    for (const key of asked.data) if (!this.locked.has(key)) keys.delete(key)
    if (failed.length > 0) throw new ApiFailure(200, 10007, 'The specified key does not exist.')
    return { result: asked.data.map((key) => ({ key })) }
  }
}
