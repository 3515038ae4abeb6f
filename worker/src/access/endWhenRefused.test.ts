import { expect, it } from 'vitest'
import { endWhenRefused } from './endWhenRefused.ts'

/** A stream of one byte each ten seconds, and the bytes that come through. */
async function listen(isLetIn: (now: number) => Promise<boolean>, seconds: number) {
  let now = 0
  const cancelled = Promise.withResolvers<void>()
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (now >= seconds) return controller.close()
        now += 10
        controller.enqueue(new Uint8Array([now]))
      },
      cancel() {
        cancelled.resolve()
      },
    },
    { highWaterMark: 0 },
  )
  const looks: number[] = []
  const seen: number[] = []
  const ended = endWhenRefused(
    body,
    () => {
      looks.push(now)
      return isLetIn(now)
    },
    () => now * 1000,
  )
  for await (const [byte = 0] of ended) seen.push(byte)
  return { seen, looks, cancelled: cancelled.promise }
}

it('passes everything on while the listener is let in, and looks every thirty seconds', async () => {
  const { seen, looks } = await listen(async () => true, 100)
  expect(seen).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
  expect(looks).toEqual([30, 60, 90])
})

it('ends, and lets the source go, when the listener is refused or nobody can tell', async () => {
  const refused = await listen(async (now) => now < 60, 200)
  expect(refused.seen).toEqual([10, 20, 30, 40, 50])
  await refused.cancelled
  const unknown = await listen(() => Promise.reject(new Error('down')), 200)
  expect(unknown.seen).toEqual([10, 20])
  await unknown.cancelled
})
