import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import { slotState, stageNow, workNow } from './slotState.ts'

const clips = fixtureView('clips')
const clip = (n: 1 | 2 | 3 | 4 | 5) => slotState(clips, 'clips', `clip_${n}`)

test('a slot says what goes on in it; what waits for a place has no bar, however much time has passed', () => {
  expect([clip(1), clip(2), clip(4)]).toMatchObject([
    { is: 'ready' },
    { is: 'working', progress: { message: 'Filming', fraction: 0.82, etaMs: 9000 } },
    { is: 'waiting', words: 'Waits for a place at the clip service' },
  ])
  expect(clip(5)).toMatchObject({ is: 'failed' })
})

test('an empty slot waits for its turn while its neighbours are made', () => {
  const { clip_4: _, ...slots } = clips.slots
  expect(slotState({ ...clips, slots }, 'clips', 'clip_4')).toEqual({ is: 'waiting', words: 'Waits for its turn' })
  expect(slotState(fixtureView('frames'), 'clips', 'clip_4')).toEqual({ is: 'to_come' })
})

test.each([
  ['clips', 'clips', '1 ready · 2 being made · 1 waiting · 1 failed'],
  ['hero-working', 'hero', 'being made'],
  ['stopped', 'hero', 'stopped'],
  ['setup', 'hero', 'next'],
  ['frames', 'clips', 'not made yet'],
  ['done', 'film', 'approved'],
  ['film', 'film', ''],
] as const)('%s: the %s are “%s”', (fixture, stage, words) => {
  expect(stageNow(fixtureView(fixture), stage)).toBe(words)
})

test('a stage that waits for a decision while the director works says on what', () => {
  expect(workNow(fixtureView('film-early'), 'clips')).toBe('the film is being made')
  expect(workNow(fixtureView('clips-ready'), 'clips')).toBe('the director is at work')
})
