import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readAhead } from './readAhead.ts'

/** Gives numbers from 1 on, one at a time, and notes which it has given and that it was left. */
async function* numbers(to: number, given: number[], fault?: Error) {
  for (let n = 1; n <= to; n++) {
    await turn()
    given.push(n)
    yield [n]
  }
  if (fault !== undefined) throw fault
}

/** Until nothing moves any more. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await turn()
}

it('hands over together what has come while the taker was busy, in order', async () => {
  const taken: number[][] = []
  for await (const some of readAhead(numbers(10, []), 100)) {
    taken.push(some)
    await settle()
  }
  expect(taken).toEqual([[1], [2, 3, 4, 5, 6, 7, 8, 9, 10]])
})

it('has the source wait once enough has come', async () => {
  const given: number[] = []
  const ahead = readAhead(numbers(100, given), 5)
  expect((await ahead.next()).value).toEqual([1])
  await settle()
  expect(given.length).toBeLessThanOrEqual(7)
  const rest: number[] = []
  for await (const some of ahead) rest.push(...some)
  expect(rest).toEqual(Array.from({ length: 99 }, (_, index) => index + 2))
})

it('hands over what had come before the source failed, and fails then', async () => {
  const taken: number[] = []
  const read = async () => {
    for await (const some of readAhead(numbers(3, [], new Error('cut off')), 100)) {
      taken.push(...some)
      await settle()
    }
  }
  await expect(read()).rejects.toThrow('cut off')
  expect(taken).toEqual([1, 2, 3])
})

it('leaves a source that waits when the taker leaves', async () => {
  const given: number[] = []
  for await (const _ of readAhead(numbers(100, given), 2)) break
  await settle()
  expect(given.length).toBeLessThan(5)
})
