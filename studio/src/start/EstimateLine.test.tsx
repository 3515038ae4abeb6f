import type { Estimate } from '@fashion-shoot/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { EstimateLine } from './EstimateLine.tsx'

const estimate: Estimate = {
  imageModel: 'nano-banana-pro',
  clipModel: 'kling-v2-6',
  stages: { hero: 0.15, contact_sheet: 0.15, frames: 0, clips: 1.75, film: 0 },
  totalUsd: 2.05,
  budgetUsd: 1,
  choices: { imageModels: [], clipModels: [] },
}

test('says where the budget does not suffice, be it the usual one or the chosen one, and what to do', () => {
  const shown = (budgetUsd?: number) =>
    renderToStaticMarkup(
      <EstimateLine estimate={estimate} options={budgetUsd === undefined ? {} : { budgetUsd }} free={false} />,
    )
  expect(shown()).toContain('Its budget of $1.00 ends before the film does. Raise it under Options.')
  expect(shown(2)).toContain('Its budget of $2.00 ends')
  expect(shown(2.05)).not.toContain('Raise it under Options')
})
