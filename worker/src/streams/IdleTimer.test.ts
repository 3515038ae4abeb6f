import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { IdleTimer } from './IdleTimer.ts'

let late: number
let timer: IdleTimer

beforeEach(() => {
  vi.useFakeTimers()
  late = 0
  timer = new IdleTimer(1000, () => {
    late++
  })
})
afterEach(() => vi.useRealTimers())

it('tells once of what does not end, and of the next that does not', () => {
  timer.begin()
  vi.advanceTimersByTime(999)
  expect(late).toBe(0)
  vi.advanceTimersByTime(1)
  expect(late).toBe(1)
  vi.advanceTimersByTime(5000)
  expect(late).toBe(1)
  timer.begin()
  vi.advanceTimersByTime(1000)
  expect(late).toBe(2)
})

it('says nothing of what ends in time, however often something begins, and takes one timer for it', () => {
  for (let times = 0; times < 20; times++) {
    timer.begin()
    vi.advanceTimersByTime(100)
    timer.rest()
    expect(vi.getTimerCount()).toBe(1)
  }
  vi.advanceTimersByTime(5000)
  expect([late, vi.getTimerCount()]).toEqual([0, 0])
})

it('counts from the last beginning', () => {
  timer.begin()
  vi.advanceTimersByTime(600)
  timer.begin()
  vi.advanceTimersByTime(999)
  expect(late).toBe(0)
  vi.advanceTimersByTime(1)
  expect(late).toBe(1)
})

it('says nothing once it is stopped', () => {
  timer.begin()
  timer.stop()
  vi.advanceTimersByTime(5000)
  expect([late, vi.getTimerCount()]).toEqual([0, 0])
})
