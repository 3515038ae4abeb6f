type Passing = {
  /** Fires when the reader has gone, where the connection tells; else a write that fails does, which a service's pings see to. */
  left: AbortSignal
  /** What goes on in place of a chunk: nearly always the chunk itself. */
  change: (chunk: Uint8Array) => Uint8Array
  /** Sees each chunk, once it is on its way. */
  see: (chunk: Uint8Array) => void
  /** Called once, when the source has ended, has broken off, or is no longer wanted. Must not throw. */
  over: () => Promise<void>
}

/** Passes bytes on as they come. Whoever reads sees their end, or the break, once `over` is done; `passed` resolves then. */
export function passOn(
  source: ReadableStream<Uint8Array>,
  passing: Passing,
): { readable: ReadableStream<Uint8Array>; passed: Promise<void> } {
  const { readable, writable } = new IdentityTransformStream()
  return { readable, passed: pass(source.getReader(), writable.getWriter(), passing) }
}

async function pass(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  { left, change, see, over }: Passing,
): Promise<void> {
  // What nobody reads must not go on costing.
  const leave = () => void reader.cancel().catch(() => {})
  left.addEventListener('abort', leave)
  if (left.aborted) leave()
  let end = () => writer.close()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const written = writer.write(change(value))
      see(value)
      await written
    }
  } catch (error) {
    leave()
    end = () => writer.abort(error)
  }
  left.removeEventListener('abort', leave)
  await over()
  // Where the reader has gone, nobody is left to hear of it.
  await end().catch(() => {})
}
