import { parse } from 'hono/utils/cookie'

/** With this prefix browsers take it only over HTTPS, only from this very host, and send it nowhere else. */
export const TOKEN_COOKIE = '__Host-fashion-shoot-token'

/** One cookie of a request. */
export function readCookie(request: Request, name: string): string | null {
  return parse(request.headers.get('cookie') ?? '', name)[name] ?? null
}
