/** A `fetch` that reaches every host under one address: `https://queue.fal.run/x` → `<baseUrl>/queue.fal.run/x`. */
export function rebased(baseUrl: string, fetchOutside: typeof fetch): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init)
    const { origin, host, pathname, search } = new URL(request.url)
    if (origin === new URL(baseUrl).origin) return fetchOutside(request)
    return fetchOutside(new Request(`${baseUrl}/${host}${pathname}${search}`, request))
  }
}
