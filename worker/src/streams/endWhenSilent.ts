import { IdleTimer } from './IdleTimer.ts'

/** A source has given nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError'
}

/**
 * Hands on what a source gives, and aborts the source when it gives nothing for `ms`. Throws a SilenceError then.
 *
 * @param open opens the source; it ends when the signal fires
 */
export async function* endWhenSilent<T>(
  ms: number,
  open: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const silent = new AbortController()
  const timer = new IdleTimer(ms, () => silent.abort())
  timer.begin()
  try {
    for await (const given of open(silent.signal)) {
      timer.rest()
      yield given
      timer.begin()
    }
  } finally {
    timer.stop()
  }
  if (silent.signal.aborted) throw new SilenceError(`Nothing was heard for ${ms} ms.`)
}
