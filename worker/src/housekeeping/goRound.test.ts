import { beforeEach, expect, it } from 'vitest'
import { Logger } from '../telemetry/Logger.ts'
import { goRound } from './goRound.ts'

const sink = { log() {}, warn() {}, error() {} }
const logger = new Logger({ redact: (text) => text, logsPrompts: false, sink })

let kept: Map<string, string>
let met: string[]
beforeEach(() => {
  kept = new Map()
  met = []
})

/** The narrow part of the bucket that a round needs. */
const bucket = {
  get: async (key: string) => (kept.has(key) ? { text: async () => kept.get(key) } : null),
  put: async (key: string, value: string) => void kept.set(key, value),
  delete: async (key: string) => void kept.delete(key),
} as unknown as R2Bucket

/** A run over a, b, c, d and e, by twos. */
function run(pages: number, work: (id: string) => Promise<boolean> = async () => true): Promise<number> {
  return goRound({
    task: 'letters',
    bucket,
    logger,
    pages,
    list: async (after) => {
      const left = ['a', 'b', 'c', 'd', 'e'].filter((id) => id > (after ?? ''))
      return { things: left.slice(0, 2).map((id) => ({ id })), next: left.length > 2 ? (left[1] ?? null) : null }
    },
    work: ({ id }) => {
      met.push(id)
      return work(id)
    },
  })
}

it('goes on where the last run left off, and begins anew after the end', async () => {
  expect([await run(2), met.splice(0)]).toEqual([4, ['a', 'b', 'c', 'd']])
  expect([await run(2), met.splice(0)]).toEqual([1, ['e']])
  expect(kept.size).toBe(0)
  expect([await run(9), met.splice(0)]).toEqual([5, ['a', 'b', 'c', 'd', 'e']])
  expect(kept.size).toBe(0)
})

it('passes by what fails, and does not count it', async () => {
  const work = async (id: string) => {
    if (id === 'a') throw new Error('broken')
    return id !== 'b'
  }
  expect([await run(9, work), met]).toEqual([3, ['a', 'b', 'c', 'd', 'e']])
})

it('is past what ended a run when the next one begins', async () => {
  // A run that is cut off never hears of its work again.
  void run(2, () => new Promise(() => {}))
  await expect.poll(() => met.splice(0)).toEqual(['a'])
  await run(2)
  expect(met).toEqual(['c', 'd', 'e'])
})
