import { expect, it } from 'vitest'
import { Heard } from './Heard.ts'

it('keeps each for its time, and the latest where there are many', () => {
  let now = 0
  const heard = new Heard(1000, () => now)
  expect(heard.has('a')).toBe(false)
  heard.add('a')
  now = 999
  expect([heard.has('a'), heard.has('b')]).toEqual([true, false])
  heard.add('b')
  now = 1000
  expect([heard.has('a'), heard.has('b')]).toEqual([false, true])
  for (let index = 0; index < 200; index++) heard.add(String(index))
  expect(['b', '0', '199'].map((what) => heard.has(what))).toEqual([false, true, true])
  heard.add('one more')
  expect(['0', '1', 'one more'].map((what) => heard.has(what))).toEqual([false, true, true])
})
