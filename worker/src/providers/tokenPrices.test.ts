import { describe, expect, it } from 'vitest'
import { hasTokenPrice, type TokenUsage, tokensUsd } from './tokenPrices.ts'

const NOTHING: TokenUsage = {
  ...{ input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
  ...{ webSearches: 0, isFast: false, isUsOnly: false },
}
const MILLION = 1_000_000
/** USD of a million tokens of each kind. */
const each = (model: string) =>
  ([{ input: MILLION }, { output: MILLION }, { cacheWrite: MILLION }, { cacheRead: MILLION }] as const).map((tokens) =>
    tokensUsd(model, { ...NOTHING, ...tokens }),
  )

describe('the price of tokens', () => {
  it.each([
    ['claude-sonnet-5', [2, 10, 2.5, 0.2]],
    ['claude-sonnet-4-5-20250929', [3, 15, 3.75, 0.3]],
    ['claude-opus-5-5', [4, 20, 5, 0.2]],
    ['claude-opus-4-20250514', [15, 75, 18.75, 1.5]],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', [1, 5, 1.25, 0.1]],
    ['anthropic/claude-sonnet-4.6', [3, 15, 3.75, 0.3]],
    ['claude-3-5-haiku-latest', [0.8, 4, 1, 0.08]],
    ['claude-fable-5-1[1m]', [10, 50, 12.5, 0.25]],
  ])('of %s is the published one', (model, usd) => {
    expect(each(model)).toEqual(usd)
    expect(hasTokenPrice(model)).toBe(true)
  })

  it.each(['', 'glm-5', 'claude-opus-4-99', 'claude-sonnet-51', 'constructor'])(
    'of %j, which is not in the table, is the dearest',
    (model) => {
      expect(each(model)).toEqual([15, 75, 18.75, 1.5])
      expect(hasTokenPrice(model)).toBe(false)
    },
  )

  it('is twice that of the input for what stays in the cache for an hour', () => {
    const usage = { ...NOTHING, cacheWrite: MILLION, cacheWrite1h: MILLION / 2 }
    expect(tokensUsd('claude-sonnet-5', usage)).toBe(0.5 * 2.5 + 0.5 * 4)
  })

  it('rises with a long prompt where its model says so, cached or not', () => {
    const usage = { ...NOTHING, input: 50_000, cacheRead: 50_000, output: 1000 }
    expect(tokensUsd('claude-haiku-5-5', usage)).toBeCloseTo(0.006, 9)
    expect(tokensUsd('claude-haiku-5-5', { ...usage, input: 50_001 })).toBeCloseTo(0.0300005, 9)
  })

  it('counts what is asked for beside tokens', () => {
    const usage = { ...NOTHING, output: MILLION }
    expect(tokensUsd('claude-sonnet-5', { ...usage, webSearches: 2 })).toBeCloseTo(10.02, 9)
    expect(tokensUsd('claude-sonnet-5', { ...usage, isUsOnly: true })).toBeCloseTo(11, 9)
    expect(tokensUsd('claude-opus-4-6', { ...usage, isFast: true })).toBe(150)
  })
})
