import type { FailureRow } from './failures/FailureRow.ts'
import { failureOf, type WorkKind } from './failures/failWith.ts'
import { isOutside } from './isOutside.ts'
import { DOWNLOAD_MS } from './Provider.ts'

/** From where a provider's results may be loaded. */
export type ResultHosts = {
  kind: WorkKind
  /** Names of hosts; `*` matches any part of a name. */
  hosts: readonly string[]
  /** Where the provider is said to be, in place of its own hosts: a service on this machine. */
  origin: string | undefined
}

const HOPS = 3

const elsewhere: FailureRow = {
  code: 'result_elsewhere',
  message:
    'The {service} says that this {work} is at {reason}, which is not one of its own hosts. It was not loaded from there.',
  hint: 'Whoever runs this can take the host into RESULT_HOSTS: it then comes here by itself, for a day. Asked for again, it is paid again.',
  charged: 'maybe',
  retry: 'never',
}
const goesRound: FailureRow = {
  code: 'result_elsewhere',
  message: 'The {service} sends on from one address to the next for this {work}, and last to {reason}.',
  hint: 'It is looked for again, for a day. Asked for again, it is paid again.',
  charged: 'maybe',
  retry: 'asked',
}

/**
 * Loads a result from where a provider says that it is. An address within this network, or at a host that is not the provider's, is
 * not called, not even where a redirect leads there. Throws a ProviderFailure that names the host.
 */
export async function loadFromHosts(url: string, from: ResultHosts, fetchOutside: typeof fetch): Promise<Response> {
  const signal = AbortSignal.timeout(DOWNLOAD_MS)
  let at = new URL(url)
  for (let hop = 0; ; hop += 1) {
    if (!mayLoad(at, from)) throw failureOf(elsewhere, { kind: from.kind, reason: at.host || at.protocol })
    const response = await fetchOutside(at.href, { redirect: 'manual', signal })
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return response
    await response.body?.cancel()
    at = new URL(location, at)
    if (hop === HOPS) throw failureOf(goesRound, { kind: from.kind, reason: at.host })
  }
}

function mayLoad(url: URL, { origin, hosts }: ResultHosts): boolean {
  if (origin !== undefined && url.origin === new URL(origin).origin) return true
  return isOutside(url) && hosts.some((pattern) => matches(url.hostname, pattern))
}

function matches(hostname: string, pattern: string): boolean {
  const literal = pattern.toLowerCase().replace(/[^\w*]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll('*', '.+')}$`).test(hostname)
}
