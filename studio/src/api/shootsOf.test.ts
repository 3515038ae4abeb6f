import { expect, test } from 'vitest'
import { fixtureSummary } from '../../dev/fixtureShoot.ts'
import { shootsOf } from './shootsOf.ts'

test('a shoot that has moved down the list between two pages is shown once, as it came last', () => {
  const [film, hero] = [fixtureSummary('film'), fixtureSummary('hero')]
  const renamed = { ...film, title: 'Zebra' }
  const pages = [
    { sessions: [film, hero], nextCursor: 'two' },
    { sessions: [renamed], nextCursor: null },
  ]
  expect(shootsOf(pages)).toEqual([renamed, hero])
})
