/** What was waited for has not come in time. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

/** The promise, or a TimeLimitError after `ms`; what was begun goes on unheard. */
export async function withTimeLimit<Value>(ms: number, what: string, promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new TimeLimitError(`${what} took longer than ${ms / 1000} s.`)), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
    // Nobody hears of it when it fails later.
    promise.catch(() => {})
  }
}
