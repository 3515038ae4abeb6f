import { type Asset, activeAsset } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { comparedWith } from './comparedWith.ts'

const made = fixtureView('stale')
const changed = { ...activeAsset(made, 'frame_2'), version: 2, jobId: 'job_changed' } as Asset
const fitted: Asset = { ...changed, id: 'ast_fitted', version: 3, madeFrom: [changed.id], jobId: null }
const view: BoardView = {
  ...made,
  assets: { ...made.assets, [changed.id]: changed, [fitted.id]: fitted },
  slots: {
    ...made.slots,
    frame_2: { versions: [...(made.slots.frame_2?.versions ?? []), fitted.id], activeId: fitted.id },
  },
}

test('a change is compared with the version before it', () => {
  expect(comparedWith(view, changed)?.version).toBe(1)
})

test('a change that was brought to the set’s size is compared with the version before the change, not with its own source', () => {
  expect(comparedWith(view, fitted)?.version).toBe(1)
})
