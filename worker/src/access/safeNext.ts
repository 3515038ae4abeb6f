/**
 * Where to go after signing in: an address of this very host, as an absolute URL. All else becomes the start page, so that a link
 * to the login page cannot lead somebody away from here.
 */
export function safeNext(next: unknown, here: string): URL {
  const start = new URL('/', here)
  if (typeof next !== 'string' || !next.startsWith('/')) return start
  const url = URL.parse(next, start)
  // Browsers read "//host" and "/\host" as another host, also where a path begins that way only once its dots are resolved.
  if (url === null || url.origin !== start.origin || url.pathname.startsWith('//')) return start
  return url
}
