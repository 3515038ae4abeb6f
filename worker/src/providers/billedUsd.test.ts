import { describe, expect, it } from 'vitest'
import { billedUsd } from './billedUsd.ts'

describe('billedUsd', () => {
  it.each([
    ['a picture', 1, 0.15, 0.15, 0.15],
    ['a picture at twice the price', 2, 0.3, 0.15, 0.3],
    ['a film, by what it lasts', 5.04, 0.35, 0.07, 0.3528],
    ['nothing', 0, 0.15, 0.15, 0],
  ])('is what the units of %s come to', (_, units, priceUsd, unitUsd, usd) => {
    expect(billedUsd(units, { priceUsd, unitUsd })).toBeCloseTo(usd, 10)
  })

  it.each([
    ['nobody says how many', null, 0.15],
    ['nobody knows what one costs', 3, null],
    ['they are cents', 15, 0.15],
    ['they are thousands', 0.15, 0.15],
  ])('is not known where %s', (_, units, unitUsd) => {
    expect(billedUsd(units, { priceUsd: 0.15, unitUsd })).toBeNull()
  })
})
