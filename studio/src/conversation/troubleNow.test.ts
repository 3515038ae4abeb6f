import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import { troubleNow } from './troubleNow.ts'

test.each([
  ['over-budget', { code: 'over_budget', retryable: true }],
  ['stopped', { message: 'Making the hero: stopped.', code: undefined, retryable: true }],
])('%s: the person is told what keeps the shoot from going on', (fixture, expected) => {
  expect(troubleNow(fixtureView(fixture))).toMatchObject(expected)
})

test('what is over, or under way, is no trouble', () => {
  for (const fixture of ['hero', 'clips', 'done', 'interrupted']) expect(troubleNow(fixtureView(fixture))).toBeNull()
  const view = fixtureView('error')
  expect(troubleNow({ ...view, running: true })).toBeNull()
  const answered = [
    ...view.conversation,
    { kind: 'person', text: 'try again', at: '2026-05-20T12:00:00.000Z' } as const,
  ]
  expect(troubleNow({ ...view, conversation: answered })).toBeNull()
})

test('what waits for a decision after a trouble goes on, unless the budget still falls short', () => {
  const stop = { kind: 'checkpoint', checkpointId: 'cp' } as const
  const waiting = (fixture: string) => {
    const view = fixtureView(fixture)
    return troubleNow({ ...view, conversation: [...view.conversation, stop] })
  }
  expect(waiting('error')).toBeNull()
  expect(waiting('over-budget')).toMatchObject({ code: 'over_budget' })
  expect(waiting('budget-raised')).toBeNull()
})
