import type { Estimate } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { estimateWords } from './spendWords.ts'

it('says before a shoot begins that its budget ends before its film', () => {
  const estimate = { totalUsd: 2.05, budgetUsd: 1 } as Estimate
  const words = 'Its budget of $1.00 ends before the film does: --budget gives more.'
  for (const demo of [true, false]) expect(estimateWords(estimate, demo)).toContain(words)
  expect(estimateWords({ ...estimate, budgetUsd: 2.05 }, false)).toBe(
    'A whole shoot costs about $2.05, and no more than its budget of $2.05.',
  )
})
