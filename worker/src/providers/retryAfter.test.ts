import { describe, expect, it } from 'vitest'
import { retryAfter } from './retryAfter.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const read = (value?: string) => retryAfter(new Headers(value === undefined ? {} : { 'retry-after': value }), now)

describe('retryAfter', () => {
  it.each([
    ['7', 7000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sunday, 22-Nov-26 12:01:00 GMT', 60_000],
    ['Sun Nov 22 12:02:00 2026', 120_000],
    ['Sun, 22 Nov 2026 11:59:00 GMT', 0],
  ])('reads %j', (value, ms) => {
    expect(read(value)).toBe(ms)
  })

  it.each([undefined, '', 'soon', '-1', '1.5', '2026-11-22T12:00:30Z'])('takes %j for none', (value) => {
    expect(read(value)).toBeNull()
  })
})
