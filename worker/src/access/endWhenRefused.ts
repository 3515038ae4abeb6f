/** ms between two looks at who is listening */
const LOOK_MS = 30_000

/**
 * A stream that ends when its listener is no longer let in: one that is open for hours would outlive a revoked token. Looks when
 * something passes; the heartbeats of an event stream see to that.
 */
export function endWhenRefused(
  body: ReadableStream<Uint8Array>,
  isLetIn: () => Promise<boolean>,
  now: () => number = Date.now,
): ReadableStream<Uint8Array> {
  let looked = now()
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, controller) {
        if (now() - looked >= LOOK_MS) {
          looked = now()
          // Not to know is no reason to go on: who is let in comes back, and is told then.
          if (!(await isLetIn().catch(() => false))) return controller.terminate()
        }
        controller.enqueue(chunk)
      },
    }),
  )
}
