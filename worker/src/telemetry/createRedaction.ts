const HIDDEN = '[redacted]'
/** Shorter values are no secrets, and to hide them would make every line unreadable. */
const SHORTEST = 6
/** So for the parts of a value: `id:secret` is one, and an id may be an ordinary word. */
const SHORTEST_PART = 12

/** What secrets look like whose value nobody knows beforehand. Group 1 tells nothing, and stays. */
const FORMS = [
  // A session's gateway token: `<session>.<hex>`.
  /\b([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\.)[\da-f]{8,}/gi,
  // The token of an `Authorization` header, ours or a provider's; fal's scheme is `Key`.
  /\b(Bearer\s+|Basic\s+)[^\s"',;]{6,}/gi,
  /\b(Key\s+)[^\s"',;]{16,}/g,
  // Access tokens (access/accessTokens.ts).
  /()\bfsa_[\w-]{16,}/g,
  // JSON Web Tokens: Kling's, and those of Cloudflare Access.
  /()\beyJ[\w-]{6,}\.[\w-]+\.[\w-]*/g,
  // Keys of the Messages API.
  /()\bsk-[\w-]{8,}/g,
  // 32 bytes in hex: the agent host's token, a hashed access token, the signature of an S3 request.
  /()(?<![\da-f])[\da-f]{64}(?![\da-f])/gi,
  // What stands before the host of a URL, and in a query under a name that says what it is.
  /(:\/\/)[^\s/@"']+(?=@)/g,
  /([?&][\w-]*(?:token|secret|key|signature|credential|password)[\w-]*=)[^\s&"'#]+/gi,
]

/**
 * Returns what removes secrets from text: the given values, also as they stand in a URL or in JSON, each part of one that is
 * joined by colons, and whatever has the form of a token.
 */
export function createRedaction(secrets: readonly string[]): (text: string) => string {
  const hide = createSecretFilter(secrets)
  return (text) => FORMS.reduce((rest, form) => rest.replace(form, `$1${HIDDEN}`), hide(text))
}

/**
 * Returns what removes the given values from text, and the tokens that were made with one, and nothing else: an address that a provider
 * has signed stays whole.
 */
export function createSecretFilter(secrets: readonly string[]): (text: string) => string {
  const values = secrets
    .flatMap((secret) => [secret, ...secret.split(':').filter((part) => part.length >= SHORTEST_PART)])
    .flatMap((value) => [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
    .filter((value) => value.length >= SHORTEST)
    // Longest first, or a part would be taken out of the whole and leave the rest.
    .toSorted((a, b) => b.length - a.length)
  const isOurs = (payload: string) => values.some((value) => decoded(payload).includes(value))
  return (text) =>
    values
      .reduce((rest, value) => rest.replaceAll(value, HIDDEN), text)
      .replace(/\beyJ[\w-]+\.([\w-]+)\.[\w-]+/g, (token, payload) => (isOurs(payload) ? HIDDEN : token))
}

/** What a part of a JSON Web Token says; nothing where it is none. */
function decoded(part: string): string {
  try {
    return atob(part.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
