import type { Context } from 'hono'

/** fal's refusal of a request that it cannot read. */
export function badRequest(c: Context, detail: string): Response {
  return c.json({ detail, error_type: 'bad_request' }, 400)
}

/** The JSON of a body; undefined when it is none, or not sent as such. */
export async function readJson(c: Context): Promise<unknown> {
  if (!c.req.header('content-type')?.startsWith('application/json')) return undefined
  return c.req.json().catch(() => undefined)
}
