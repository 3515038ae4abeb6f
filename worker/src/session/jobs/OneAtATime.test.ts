import { expect, it } from 'vitest'
import { OneAtATime } from './OneAtATime.ts'

/** Work that goes on until it is let end, and what was begun, in order. */
function workshop() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (what: string) => async () => {
    begun.push(what)
    await new Promise<void>((end) => ends.push(end))
  }
  const endNext = async () => {
    ends.shift()?.()
    await new Promise((next) => setImmediate(next))
  }
  return { begun, work, endNext }
}

it('does one thing after the other to one, and to others meanwhile', async () => {
  const { begun, work, endNext } = workshop()
  const jobs = new OneAtATime()
  void jobs.after('a', work('a1'))
  void jobs.after('a', work('a2'))
  void jobs.after('b', work('b1'))
  expect([begun, jobs.isUnderWay('a')]).toEqual([['a1', 'b1'], true])
  await endNext()
  expect(begun).toEqual(['a1', 'b1', 'a2'])
  await endNext()
  await endNext()
  expect(['a', 'b'].some((name) => jobs.isUnderWay(name))).toBe(false)
})

it('looks once more after what is under way, however often there is news meanwhile, and again for news that comes later', async () => {
  const { begun, work, endNext } = workshop()
  const jobs = new OneAtATime()
  void jobs.after('a', work('under way'))
  for (const _ of [1, 2, 3]) void jobs.onceAfter('a', work('news'))
  await endNext()
  expect(begun).toEqual(['under way', 'news'])
  void jobs.onceAfter('a', work('later news'))
  await endNext()
  expect(begun).toEqual(['under way', 'news', 'later news'])
})

it('goes on after what has failed', async () => {
  const jobs = new OneAtATime()
  const failed = jobs.after('a', () => Promise.reject(new Error('no')))
  const next = jobs.after('a', () => Promise.resolve())
  await expect(failed).rejects.toThrow('no')
  await next
})
