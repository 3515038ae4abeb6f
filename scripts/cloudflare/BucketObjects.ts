import { z } from 'zod'
import { UserError } from '../../cli/src/UserError.ts'
import { readAnswer } from './readAnswer.ts'
import type { Target } from './Target.ts'
import { wranglerMust } from './wrangler.ts'

/** What the API takes at once. */
const PAGE = 1000

const Credentials = z.union([
  z.object({ token: z.string() }).transform(({ token }) => ({ authorization: `Bearer ${token}` })),
  z
    .object({ key: z.string(), email: z.string() })
    .transform(({ key, email }) => ({ 'x-auth-key': key, 'x-auth-email': email })),
])

const Failure = z.object({ errors: z.array(z.object({ code: z.number(), message: z.string() })) })
const Page = z.object({ success: z.literal(true), result: z.array(z.object({ key: z.string() })) })

/** The files in a deployment's bucket. Wrangler can neither list nor empty a bucket, so Cloudflare's API is asked, with wrangler's login. */
export class BucketObjects {
  readonly #url: string
  readonly #bucket: string
  readonly #headers: Record<string, string>

  private constructor(url: string, bucket: string, headers: Record<string, string>) {
    this.#url = url
    this.#bucket = bucket
    this.#headers = headers
  }

  static async of(target: Target, account: string): Promise<BucketObjects> {
    const stdout = await wranglerMust(target, ['auth', 'token', '--json'], {
      failed: 'Wrangler did not hand out its login.',
      next: 'Type npx wrangler login.',
    })
    const api = process.env.CLOUDFLARE_API_BASE_URL || 'https://api.cloudflare.com/client/v4'
    const url = `${api}/accounts/${account}/r2/buckets/${target.bucket}/objects`
    return new BucketObjects(url, target.bucket, readAnswer(stdout, Credentials))
  }

  /**
   * Deletes all of them, a thousand at a time.
   *
   * @param progress is called with the number that are gone so far
   * @returns how many there were; `null` when there is no such bucket
   * @throws UserError when some can't be deleted
   */
  async deleteAll(progress: (gone: number) => void): Promise<number | null> {
    let gone = 0
    let before: string | undefined
    for (;;) {
      const keys = await this.#firstKeys()
      if (keys === null) return null
      const [first] = keys
      if (first === undefined) return gone
      if (first === before) throw this.#failed(`"${first}" stays`)
      before = first
      // What is gone already, or locked, counts as failed in the answer; the next page tells which it was.
      await this.#call('DELETE', '', keys)
      gone += keys.length
      progress(gone)
    }
  }

  /** The first page of keys; `null` when there is no such bucket. */
  async #firstKeys(): Promise<string[] | null> {
    const { status, body } = await this.#call('GET', `?per_page=${PAGE}`)
    if (status === 404) return null
    const page = Page.safeParse(body)
    if (page.success) return page.data.result.map(({ key }) => key)
    const errors = Failure.safeParse(body).data?.errors ?? []
    throw this.#failed(errors.map(({ code, message }) => `${message} [code: ${code}]`).join('; ') || `status ${status}`)
  }

  async #call(method: string, query: string, keys?: string[]): Promise<{ status: number; body: unknown }> {
    try {
      const response = await fetch(`${this.#url}${query}`, {
        method,
        headers: { ...this.#headers, ...(keys && { 'content-type': 'application/json' }) },
        ...(keys && { body: JSON.stringify(keys) }),
      })
      return { status: response.status, body: await response.json().catch(() => null) }
    } catch (error) {
      throw this.#failed(`Cloudflare does not answer: ${error instanceof Error ? error.message : error}`)
    }
  }

  #failed(why: string): UserError {
    return new UserError(
      `The bucket ${this.#bucket} could not be emptied: ${why}\n` +
        'Empty it in the dashboard (R2, the bucket, Settings, Empty bucket), then type the same command again.',
    )
  }
}
