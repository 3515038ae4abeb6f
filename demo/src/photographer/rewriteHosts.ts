/** A `fetch` that sends requests for fal's hosts to a photographer instead; all else about them stays as it is. */
const HOSTS = new Set(['queue.fal.run', 'rest.fal.ai', 'api.fal.ai', 'v3.fal.media'])

/**
 * Rewrites `https://queue.fal.run/x` to `${origin}/queue.fal.run/x`, and likewise for fal's other hosts.
 *
 * @param origin the photographer's `url`
 * @throws from the returned function, for any other host: a test or a demo must not reach the outside.
 */
export function rewriteHosts(
  origin: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (!HOSTS.has(url.host)) throw new Error(`${url.host} is not one of the photographer's hosts.`)
    const local = `${origin}/${url.host}${url.pathname}${url.search}`
    return fetch(input instanceof Request ? new Request(local, input) : local, init)
  }
}
