import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { endWhenSilent, SilenceError } from './endWhenSilent.ts'

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of source) all.push(each)
  return all
}

it('hands on all that comes, and ends with the source', async () => {
  async function* source() {
    yield 1
    yield 2
  }
  expect(await collect(endWhenSilent(60_000, source))).toEqual([1, 2])
})

it('aborts a source that has gone silent, and says so', async () => {
  let aborted = false
  async function* source(signal: AbortSignal) {
    yield 1
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    aborted = true
  }
  const heard: number[] = []
  const listening = (async () => {
    for await (const each of endWhenSilent(20, source)) heard.push(each)
  })()
  await expect(listening).rejects.toThrow(SilenceError)
  expect({ heard, aborted }).toEqual({ heard: [1], aborted: true })
})

it('leaves a source alone while the listener is busy', async () => {
  async function* source() {
    yield 1
    yield 2
  }
  const heard: number[] = []
  for await (const each of endWhenSilent(10, source)) {
    heard.push(each)
    await sleep(40)
  }
  expect(heard).toEqual([1, 2])
})
