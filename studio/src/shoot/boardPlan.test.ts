import { emptyView, type LoggedEvent, reduce, type SessionEvent, type SessionView } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { asset, checkpoint } from '../../dev/boardFixtures.ts'
import { isWorking, planBoard, ratioOf, slotsOf, stageState } from './boardPlan.ts'

function viewOf(...events: SessionEvent[]): SessionView {
  const entries: LoggedEvent[] = events.map((event, index) => ({ seq: index + 1, event }))
  return entries.reduce(reduce, emptyView)
}

const sessionId = '0b6f2c1e-5d3a-4c59-9a51-1f2d3c4b5a69'
const begun: SessionEvent = { type: 'session_init', sessionId, turnId: `turn_${sessionId}` }
const made = (slot: Parameters<typeof asset>[0], second: number): SessionEvent => ({
  type: 'asset',
  asset: asset(slot, { second }),
})
const stop = (...args: Parameters<typeof checkpoint>): SessionEvent => ({
  type: 'checkpoint',
  checkpoint: checkpoint(...args),
})

test('a new shoot waits for its hero', () => {
  expect(planBoard(emptyView)).toEqual({ done: [], focus: 'hero', ahead: ['contact_sheet', 'frames', 'clips', 'film'] })
})

test('what waits for a decision is large', () => {
  const view = viewOf(made('hero', 1), stop('hero', 'pending'))
  expect(planBoard(view).focus).toBe('hero')
})

test('an approval leads to the next stage before anything of it is there', () => {
  const view = viewOf(begun, made('hero', 1), stop('hero', 'approved', 2))
  expect(planBoard(view)).toMatchObject({ done: ['hero'], focus: 'contact_sheet' })
})

test('a plan, waiting or approved, stays with its stage, which it does not complete', () => {
  const planned = (state: 'pending' | 'approved'): SessionEvent => ({
    type: 'checkpoint',
    checkpoint: { ...checkpoint('contact_sheet', state, 4), plan: { orders: [], totalUsd: 0, approvedIn: null } },
  })
  const before = [begun, made('hero', 1), stop('hero', 'approved', 2)]
  for (const state of ['pending', 'approved'] as const) {
    const view = { ...viewOf(...before, planned(state)), running: false }
    const plan = planBoard(view)
    expect([plan.focus, stageState(view, plan, 'contact_sheet')]).toEqual(['contact_sheet', 'now'])
  }
})

test('a change asked for stays with its stage', () => {
  const view = viewOf(begun, made('hero', 1), stop('hero', 'revised', 2))
  expect(planBoard(view).focus).toBe('hero')
})

test('what is being made is large, also when later stages are there', () => {
  const progress: SessionEvent = { type: 'progress', slot: 'frame_2', stage: 'frames', fraction: 0.5 }
  const view = viewOf(begun, made('frame_2', 1), made('film', 2), progress)
  expect(planBoard(view)).toMatchObject({ focus: 'frames', ahead: ['clips', 'film'] })
})

test('a progress that is complete, or was stopped, holds nothing up; what outlives its turn goes on', () => {
  const word = { type: 'progress', slot: 'clip_1', stage: 'clips' } as const
  const [begins, done, stopped] = [
    { ...word, fraction: 0.4 },
    { ...word, fraction: 1 },
    { ...word, state: 'cancelled' } as const,
  ]
  const ended: SessionEvent = { type: 'complete', awaitingInput: false }
  expect(isWorking(viewOf(begun, begins), 'clip_1')).toBe(true)
  expect(isWorking(viewOf(begun, done), 'clip_1')).toBe(false)
  expect(isWorking(viewOf(begun, begins, stopped, ended), 'clip_1')).toBe(false)
  const goesOn = viewOf(begun, begins, ended)
  expect([isWorking(goesOn, 'clip_1'), planBoard(goesOn).focus]).toEqual([true, 'clips'])
})

test('without stops, the last picture leads', () => {
  const view = viewOf(begun, made('hero', 1), stop('hero', 'approved', 2), made('contact_sheet', 3), made('frame_1', 4))
  expect(planBoard(view).focus).toBe('frames')
})

test('an approved film is made, and stays large', () => {
  const view = viewOf(made('film', 1), stop('film', 'approved', 2))
  const plan = planBoard(view)
  expect(plan.focus).toBe('film')
  expect(stageState(view, plan, 'film')).toBe('made')
})

test('the sixth clip is there when the loop is', () => {
  expect(slotsOf(emptyView, 'clips')).toHaveLength(5)
  expect(slotsOf(viewOf(made('clip_6', 1)), 'clips')).toHaveLength(6)
})

test('clips and film wait in the shape of the frames', () => {
  expect(ratioOf(emptyView, 'clip_1')).toBe(3 / 2)
  const tall = viewOf({ type: 'asset', asset: asset('frame_1', { second: 1, width: 900, height: 1600 }) })
  expect(ratioOf(tall, 'film')).toBe(9 / 16)
  expect(ratioOf(tall, 'hero')).toBe(3 / 2)
})
