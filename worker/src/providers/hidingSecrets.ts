import { createSecretFilter } from '../telemetry/createRedaction.ts'

/**
 * A fetch for calls to providers, whose words go on to people, logs and the container: whatever of our keys an answer repeats, as
 * an error may that quotes the request, is taken out before anybody reads it. Who was sent no key has none to repeat: files pass as
 * they are, whatever they call themselves.
 */
export function hidingSecrets(fetchOutside: typeof fetch, secrets: readonly string[]): typeof fetch {
  const hide = createSecretFilter(secrets)
  return async (input, init) => {
    const sent = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    const answer = await fetchOutside(input, init)
    return sent.has('authorization') ? withWords(answer, hide(await answer.text())) : answer
  }
}

/** An answer with other words for a body. */
function withWords({ status, headers }: Response, words: string): Response {
  const kept = new Headers(headers)
  // They speak of the body as it was.
  for (const name of ['content-length', 'content-encoding']) kept.delete(name)
  const isBodyless = status === 204 || status === 304
  return new Response(isBodyless ? null : words, { status, headers: kept })
}
