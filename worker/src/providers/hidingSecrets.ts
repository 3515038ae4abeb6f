import { createSecretFilter } from '../telemetry/createRedaction.ts'

/**
 * A fetch for calls to providers, whose words go on to people, logs and the container: whatever of our keys an answer repeats, as
 * an error may that quotes the request, is taken out before anybody reads it. Files pass as they are.
 */
export function hidingSecrets(fetchOutside: typeof fetch, secrets: readonly string[]): typeof fetch {
  const hide = createSecretFilter(secrets)
  return async (input, init) => {
    const answer = await fetchOutside(input, init)
    const isText = /json|text/.test(answer.headers.get('content-type') ?? '')
    return isText ? withWords(answer, hide(await answer.text())) : answer
  }
}

/** An answer with other words for a body. */
export function withWords({ status, headers }: Response, words: string): Response {
  const kept = new Headers(headers)
  // They speak of the body as it was.
  for (const name of ['content-length', 'content-encoding']) kept.delete(name)
  const isBodyless = status === 204 || status === 304
  return new Response(isBodyless ? null : words, { status, headers: kept })
}
