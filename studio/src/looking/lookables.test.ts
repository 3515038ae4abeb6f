import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import { lookablesOf, neighbourOf, placeOf, versionsOf } from './lookables.ts'

const view = fixtureView('stale')
const all = lookablesOf(view)

test('one walks from the first reference through all slots to the film, and no further', () => {
  const walked = [all[0]]
  for (let at = all[0]; at !== undefined; ) {
    at = neighbourOf(view, at, 1)
    if (at !== undefined) walked.push(at)
  }
  expect(walked).toEqual(all)
  expect(walked.map((one) => one?.slot ?? one?.role)).toEqual([
    ...['model', 'garment', 'accessory', 'hero', 'contact_sheet'],
    ...[1, 2, 3, 4, 5, 6].map((n) => `frame_${n}`),
    ...[1, 2, 3, 4, 5].map((n) => `clip_${n}`),
    'film',
  ])
  expect(walked[0] && neighbourOf(view, walked[0], -1)).toBeUndefined()
})

test('an earlier version stands where the active one does', () => {
  const active = all.find(({ slot }) => slot === 'frame_2')
  const [earlier] = active ? versionsOf(view, active) : []
  expect([earlier?.version, active?.version]).toEqual([1, 2])
  expect(earlier && placeOf(all, earlier)).toBe(active && placeOf(all, active))
  expect(earlier && neighbourOf(view, earlier, 1)?.slot).toBe('frame_3')
})
