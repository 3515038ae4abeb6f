import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { IdleTimer } from './IdleTimer.ts'

let late: number
let timer: IdleTimer

beforeEach(() => {
  late = 0
  timer = new IdleTimer(40, () => {
    late++
  })
})
afterEach(() => timer.stop())

it('tells once of what does not end, and of the next that does not', async () => {
  timer.begin()
  await expect.poll(() => late).toBe(1)
  await sleep(100)
  expect(late).toBe(1)
  timer.begin()
  await expect.poll(() => late).toBe(2)
})

it('says nothing of what ends in time, however often something begins', async () => {
  for (let times = 0; times < 20; times++) {
    timer.begin()
    await sleep(5)
    timer.rest()
  }
  await sleep(100)
  expect(late).toBe(0)
})

it('counts from the last beginning', async () => {
  const begun = Date.now()
  timer.begin()
  await sleep(25)
  timer.begin()
  await expect.poll(() => late, { interval: 1 }).toBe(1)
  expect(Date.now() - begun).toBeGreaterThanOrEqual(64)
})

it('says nothing once it is stopped', async () => {
  timer.begin()
  timer.stop()
  await sleep(100)
  expect(late).toBe(0)
})
