import { expect, it } from 'vitest'
import { RecentOwners } from './RecentOwners.ts'

function setUp() {
  const table = new Map<string, string>()
  let [now, looks] = [0, 0]
  const recent = new RecentOwners(30_000, () => now)
  const ask = (hash: string) =>
    recent.ownerOf(hash, async () => {
      looks++
      return table.get(hash) ?? null
    })
  const pass = (ms: number) => {
    now += ms
  }
  return { table, ask, pass, looks: () => looks }
}

it('looks once in thirty seconds, and sees then that a token was revoked', async () => {
  const { table, ask, pass, looks } = setUp()
  table.set('a', 'stylist')
  expect([await ask('a'), await ask('a')]).toEqual(['stylist', 'stylist'])
  table.delete('a')
  pass(29_999)
  expect([await ask('a'), looks()]).toEqual(['stylist', 1])
  pass(1)
  expect([await ask('a'), looks()]).toEqual([null, 2])
})

it('does not remember that a token was not there', async () => {
  const { table, ask } = setUp()
  expect(await ask('a')).toBeNull()
  table.set('a', 'stylist')
  expect(await ask('a')).toBe('stylist')
})

it('does not grow without end', async () => {
  const { table, ask, looks } = setUp()
  for (let n = 0; n < 1001; n++) table.set(`${n}`, 'stylist')
  for (let n = 0; n < 1001; n++) await ask(`${n}`)
  await ask('1000')
  expect(looks()).toBe(1001)
  await ask('0')
  expect(looks()).toBe(1002)
})
