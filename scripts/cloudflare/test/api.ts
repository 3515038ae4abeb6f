import type { IncomingHttpHeaders } from 'node:http'

/** A request, as a handler of the stand-in gets it. */
export type Call = {
  parameters: Record<string, string>
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
  json: () => unknown
}

export type Answer = { result: unknown; resultInfo?: object; status?: number }

/** Method, path below the account with `:names` of its parts, handler. */
export type Route = [method: string, pattern: string, handle: (call: Call) => Answer | Promise<Answer>]

/** What Cloudflare answers when it refuses: HTTP status, its own code, a message. */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
