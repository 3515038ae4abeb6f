import { expect, it } from 'vitest'
import { paperOf } from './paper.ts'

it('takes Letter where printers have it, and A4 elsewhere', () => {
  expect(paperOf('en-US').height).toBe(612)
  expect(paperOf('en').height).toBe(612)
  expect(paperOf('fr-CA').height).toBe(612)
  for (const language of ['de-DE', 'de', 'en-GB', 'ja']) expect(paperOf(language).height).toBeCloseTo(595.28, 2)
})
