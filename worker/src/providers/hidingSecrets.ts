import { createSecretFilter } from '../telemetry/createRedaction.ts'

/** bytes; what a provider says of an order is a few thousand. */
const MOST_BYTES = 4 * 1024 * 1024

/**
 * A fetch for calls to providers, whose words go on to people, logs and the container: whatever of our keys an answer repeats, as
 * an error may that quotes the request, is taken out before anybody reads it. Who was sent no key has none to repeat: files pass as
 * they are, whatever they call themselves. Throws an Error where the words do not end within 4 MB.
 */
export function hidingSecrets(fetchOutside: typeof fetch, secrets: readonly string[]): typeof fetch {
  const hide = createSecretFilter(secrets)
  return async (input, init) => {
    const sent = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    const answer = await fetchOutside(input, init)
    return sent.has('authorization') ? withWords(answer, hide(await readWords(answer))) : answer
  }
}

/** All of them, or none: a key that the end cuts in two would not be found. */
async function readWords({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let words = ''
  let bytes = 0
  // Leaving the loop cancels the rest.
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Error('A provider’s answer does not end within 4 MB.')
    words += decoder.decode(chunk, { stream: true })
  }
  return words + decoder.decode()
}

/** An answer with other words for a body. */
function withWords({ status, headers }: Response, words: string): Response {
  const kept = new Headers(headers)
  // They speak of the body as it was.
  for (const name of ['content-length', 'content-encoding']) kept.delete(name)
  const isBodyless = status === 204 || status === 304
  return new Response(isBodyless ? null : words, { status, headers: kept })
}
