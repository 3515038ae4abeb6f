import { aborted } from './aborted.ts'

/**
 * Runs `task` over `items`, at most `limit` at once; none begins once `signal` has fired. The first failure aborts the others and is
 * thrown once they ended.
 */
export async function runLimited<T>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal | undefined,
  task: (item: T, index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController()
  const either = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal
  const queue = [...items.entries()]
  let firstError: unknown
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        if (either.aborted) throw aborted()
        await task(next[1], next[0], either)
      } catch (error) {
        firstError ??= error
        queue.length = 0
        failure.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
  if (firstError) throw firstError
}
