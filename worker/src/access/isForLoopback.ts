const NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether a request was sent to this machine by one of its own names. A page whose host name was made to lead here (DNS
 * rebinding) sends that name as `Host`. The URL alone would not do: Miniflare lets a client rewrite it with a header.
 */
export function isForLoopback(request: Request): boolean {
  const asked = URL.parse(`http://${request.headers.get('host') ?? ''}`)?.hostname ?? ''
  return NAMES.includes(asked) && NAMES.includes(new URL(request.url).hostname)
}
