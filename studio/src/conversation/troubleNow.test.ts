import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import { troubleNow } from './troubleNow.ts'

test.each([
  ['over-budget', { code: 'over_budget', retryable: true }],
  ['stopped', { message: 'Making the hero: stopped.', code: undefined, retryable: true }],
])('%s: the person is told what keeps the shoot from going on', (fixture, expected) => {
  expect(troubleNow(fixtureView(fixture))).toMatchObject(expected)
})

test('what is over, or under way, or waits for a decision is no trouble', () => {
  for (const fixture of ['hero', 'clips', 'done', 'interrupted']) expect(troubleNow(fixtureView(fixture))).toBeNull()
  const view = fixtureView('error')
  expect(troubleNow({ ...view, running: true })).toBeNull()
  const answered = [
    ...view.conversation,
    { kind: 'person', text: 'try again', at: '2026-05-20T12:00:00.000Z' } as const,
  ]
  expect(troubleNow({ ...view, conversation: answered })).toBeNull()
})
