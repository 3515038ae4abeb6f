import { expect, it } from 'vitest'
import { Kept } from './Kept.ts'

it('loads anew when its time is over, and keeps neither a failure nor what is not worth it', async () => {
  let now = 1000
  let loads = 0
  const kept = new Kept<number>(
    5000,
    () => now,
    (value) => value !== 3,
  )
  const load = async () => ++loads
  const broken = async () => Promise.reject(new Error('down'))
  await expect(kept.get(broken)).rejects.toThrow('down')
  expect(await kept.get(load)).toBe(1)
  now += 4999
  expect(await kept.get(load)).toBe(1)
  now += 1
  await expect(kept.get(broken)).rejects.toThrow('down')
  expect(await kept.get(load)).toBe(2)
  now += 5000
  expect(await kept.get(load)).toBe(3)
  expect(await kept.get(load)).toBe(4)
})
