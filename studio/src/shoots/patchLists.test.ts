import { expect, test } from 'vitest'
import { fixtureSummary } from '../../dev/fixtureShoot.ts'
import { patchLists } from './patchLists.ts'

const [film, hero] = [fixtureSummary('film'), fixtureSummary('hero')]
const list = {
  pages: [
    { sessions: [film], nextCursor: 'two' },
    { sessions: [hero], nextCursor: null },
  ],
  pageParams: [undefined, 'two'],
}

test('a shoot is changed on whatever page it is, and the others stay the same', () => {
  const patched = patchLists(list, hero.id, { title: 'Dawn' })
  expect(patched?.pages.map(({ sessions }) => sessions)).toEqual([[film], [{ ...hero, title: 'Dawn' }]])
  expect(patched?.pageParams).toEqual(list.pageParams)
})

test('a shoot is taken out, and the page keeps its place', () => {
  expect(patchLists(list, film.id, null)?.pages[0]).toEqual({ sessions: [], nextCursor: 'two' })
})

test('a list that nobody has asked for is left alone', () => {
  expect(patchLists(undefined, film.id, null)).toBeUndefined()
})
