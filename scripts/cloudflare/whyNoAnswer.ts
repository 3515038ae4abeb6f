/** Why `fetch` brought no answer, in a few words. */
export function whyNoAnswer(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'nothing came in time'
  if (!(error.cause instanceof Error)) return error.message
  // Where a name has several addresses, each has its own error, and the whole has no message.
  return error.cause.message || ('code' in error.cause ? String(error.cause.code) : error.message)
}
