import { expect, test } from 'vitest'
import { readShootsSearch, shootsFilter } from './shootsSearch.ts'

test.each([
  [{}, {}],
  [{ q: 'dusk' }, { q: 'dusk' }],
  [{ q: 2026 }, { q: '2026' }],
  [{ q: '', sort: 'updated', archived: false }, {}],
  [
    { sort: 'spent', stage: 'none', archived: true },
    { sort: 'spent', stage: 'none', archived: true },
  ],
  [{ q: ['a'], sort: 'colour', stage: 'lunch', archived: 'yes' }, {}],
])('reads %j', (address, search) => {
  expect(readShootsSearch(address)).toEqual(search)
})

test('asks for all that are not put away, the newest first, where the address says nothing', () => {
  expect(shootsFilter({})).toEqual({ q: '', sort: 'updated', archived: false })
  expect(shootsFilter({ q: ' dusk ', sort: 'title', stage: 'film', archived: true })).toEqual({
    q: 'dusk',
    sort: 'title',
    stage: 'film',
    archived: true,
  })
})
