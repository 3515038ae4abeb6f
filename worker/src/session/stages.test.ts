import {
  type Asset,
  type Checkpoint,
  emptyView,
  reduce,
  type SessionView,
  SLOTS,
  type Slot,
  type Stage,
} from '@fashion-shoot/protocol'
import { describe, expect, it } from 'vitest'
import { decidedByWork, requireReachable, stageAssets } from './stages.ts'

const TURN = 'turn_00000000-0000-4000-8000-000000000001'
const LATER = 'turn_00000000-0000-4000-8000-000000000002'
const NOW = '2026-11-22T12:00:00.000Z'

function withSlots(slots: Slot[]): SessionView {
  return slots.reduce((view, slot, index) => {
    const asset = { id: `out_${index}`, slot, version: 1, madeFrom: [] as string[] } as Asset
    return reduce(view, { seq: index + 1, event: { type: 'asset', asset } })
  }, emptyView)
}

function waiting(stage: Stage): SessionView {
  const checkpoint = {
    id: 'cp_1',
    stage,
    state: 'pending',
    turnId: TURN,
    assetIds: [] as string[],
  } as unknown as Checkpoint
  return reduce(emptyView, { seq: 1, event: { type: 'checkpoint', checkpoint } })
}

describe('a stage', () => {
  it('can be reached when the one before it is whole', () => {
    expect(() => requireReachable(emptyView, 'hero')).not.toThrow()
    expect(() => requireReachable(emptyView, 'contact_sheet')).toThrow('hero is missing')
    const fiveFrames = withSlots(SLOTS.slice(0, 7))
    expect(() => requireReachable(fiveFrames, 'clips')).toThrow('frame 6 is missing')
    expect(() => requireReachable(withSlots(SLOTS.slice(0, 8)), 'clips')).not.toThrow()
    // The loop's clip is no part of a film that does not loop.
    const fiveClips = SLOTS.filter((slot) => slot !== 'clip_6' && slot !== 'film')
    expect(() => requireReachable(withSlots(fiveClips), 'film')).not.toThrow()
  })

  it('names what it lacks when it is ended too early', () => {
    expect(() => stageAssets(withSlots(['frame_1', 'frame_3']), 'frames')).toThrow(
      'frame 2, frame 4, frame 5, frame 6 are missing',
    )
    expect(stageAssets(withSlots(['hero']), 'hero')).toEqual(['out_0'])
  })
})

describe('a checkpoint that waits', () => {
  const later = { id: LATER, prompt: 'go on' }

  it.each([
    ['contact_sheet', 'approved'],
    ['hero', 'revised'],
  ] as const)('after the hero, is settled by work on the %s: %s', (stage, state) => {
    const decided = decidedByWork(waiting('hero'), stage, later, 'every_stage', NOW)
    expect(decided).toMatchObject({ state, note: 'go on', decidedAt: NOW })
  })

  it('is overtaken by work on an earlier stage', () => {
    expect(decidedByWork(waiting('frames'), 'hero', later, 'every_stage', NOW)).toMatchObject({ state: 'superseded' })
  })

  it('holds up later stages in its own turn, but not more work on its own, nor a run to the end', () => {
    const same = { id: TURN, prompt: 'go' }
    expect(() => decidedByWork(waiting('hero'), 'contact_sheet', same, 'every_stage', NOW)).toThrow("person's decision")
    expect(decidedByWork(waiting('frames'), 'frames', same, 'every_stage', NOW)).toBeNull()
    expect(decidedByWork(waiting('hero'), 'contact_sheet', same, 'never', NOW)).toBeNull()
  })

  it('is nothing to settle when none waits', () => {
    expect(decidedByWork(emptyView, 'film', later, 'every_stage', NOW)).toBeNull()
  })
})
