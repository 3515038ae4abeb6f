import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStorage } from '../../test/openStorage.ts'
import { EventLog } from './EventLog.ts'
import { eventStream } from './eventStream.ts'

// What is asked is when something is sent: the clock is the test's, and it reads each piece when it wants to.

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'IdentityTransformStream',
    class extends TransformStream {
      constructor() {
        super(undefined, undefined, { highWaterMark: 0 })
      }
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const say = (text: string) => ({ type: 'text_delta', text }) as const

/** A log and one who listens to it; what is read stands in `read` as soon as it has come. */
function listen(after: number) {
  const log = new EventLog(openStorage())
  const { body } = eventStream(
    log,
    after,
    () => false,
    () => {},
  )
  const pieces = (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
  const read: string[] = []
  const take = async () => void read.push((await pieces.read()).value ?? 'the end')
  return { log, read, take }
}

it('gives a sign of life when nothing has come for 15 s, and no sooner, whatever came while the listener was slow', async () => {
  const { log, read, take } = listen(0)
  await take()
  log.append(say('Wet '))
  await vi.advanceTimersByTimeAsync(5000)
  log.append(say('asphalt'))
  await take()
  await take()
  expect(read.map((piece) => piece.split('\n')[0])).toEqual([': open', 'id: 1', 'id: 2'])
  void take()
  await vi.advanceTimersByTimeAsync(14_900)
  expect(read.slice(3)).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(read.slice(3)).toEqual([': still here\n\n'])
  void take()
  await vi.advanceTimersByTimeAsync(15_100)
  expect(read.slice(4)).toEqual([': still here\n\n'])
})

it('takes what a listener has already for no silence', async () => {
  const { log, read, take } = listen(10)
  await take()
  void take()
  await vi.advanceTimersByTimeAsync(0)
  log.append(say('known'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(read).toEqual([': open\n\n'])
})
