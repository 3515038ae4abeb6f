import { expect, test } from 'vitest'
import { fixtureSpend, fixtureView } from '../../dev/fixtureShoot.ts'
import { changeUsd, leftUsd, slotPrice, suggestedBudgetUsd } from './prices.ts'

const prices = { hero: 0.15, contact_sheet: 0.15, frames: 0, clips: 1.75, film: 0 }

test('a slot says what it has cost, and before that what it is likely to', () => {
  const view = fixtureView('clips')
  const { jobs } = fixtureSpend(fixtureView('clips'))
  const shown = (['hero', 'frame_1', 'clip_1', 'clip_2', 'film'] as const).map((slot) =>
    slotPrice(view, slot, prices, jobs),
  )
  expect(shown).toEqual(['$0.30', 'free', '$0.35', 'about $0.35', 'free'])
  expect(slotPrice(view, 'hero')).toBeUndefined()
  expect(slotPrice(view, 'clip_2')).toBeUndefined()
})

test.each([
  ['setup', 2.05],
  ['sheet', 1.75],
  ['over-budget', 1.05],
  ['stale', 0.7],
  ['done', 0],
])('%s: what is missing or stale is left to pay', (fixture, expected) => {
  expect(leftUsd(fixtureView(fixture), prices)).toBeCloseTo(expected)
})

test('a budget that is suggested suffices for what is left, and is more than what there is', () => {
  expect(suggestedBudgetUsd(1.7, 1.05, 2)).toBe(4)
  expect(suggestedBudgetUsd(0.2, 0, 10)).toBe(11)
})

test.each([
  ['hero', [], { usd: 0.15, each: false }],
  ['frames', [], { usd: 0.04, each: true }],
  ['frames', [2, 5], { usd: 0.08, each: false }],
  ['clips', [1, 3], { usd: 0.7, each: false }],
  ['film', [], { usd: 0, each: false }],
] as const)('a change of %s %j has the price of what is made again', (stage, picked, expected) => {
  expect(changeUsd({ prices, editUsd: 0.04 }, stage, [...picked])).toEqual(expected)
})
