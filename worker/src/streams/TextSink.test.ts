import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StallError, TextSink } from './TextSink.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

/** A stream that takes nothing until it is read. */
const unread = () => new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 0 })

it('hands over what is written, in order', async () => {
  const { readable, writable } = unread()
  const sink = new TextSink(writable, 1000)
  const read = new Response(readable).text()
  await sink.write('Wet asphalt, ')
  await sink.write('neon 👗.')
  await sink.close()
  expect(await read).toBe('Wet asphalt, neon 👗.')
})

it('gives a reader up that takes nothing, and not one that is slow', async () => {
  const { readable, writable } = unread()
  const sink = new TextSink(writable, 1000)
  const reader = readable.getReader()
  for (let times = 0; times < 5; times++) {
    const written = sink.write('word ')
    await vi.advanceTimersByTimeAsync(999)
    await reader.read()
    await written
  }
  const stalled = expect(sink.write('nobody takes this')).rejects.toThrow(StallError)
  await vi.advanceTimersByTimeAsync(1000)
  await stalled
})
