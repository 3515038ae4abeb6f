import type { Asset } from '@fashion-shoot/protocol'
import { expect, it } from 'vitest'
import { asset } from '../../dev/boardFixtures.ts'
import { filmChoices } from './filmChoices.ts'

const wide = asset('film', { second: 1, width: 1920, height: 1280 })
const wideAgain = asset('film', { second: 2, width: 1920, height: 1278 })
const upright = asset('film', { second: 3, width: 720, height: 1280 })

const choices = (active: Asset | null, ...films: Asset[]) =>
  filmChoices({
    slots: { film: { activeId: active?.id ?? null, versions: films.map(({ id }) => id) } },
    assets: Object.fromEntries(films.map((film) => [film.id, film])),
  }).map(({ film, label }) => [film.id, label])

it('offers the film, and none where none is', () => {
  expect(choices(wide, wide)).toEqual([[wide.id, 'The film']])
  expect(choices(null)).toEqual([])
  expect(filmChoices({ slots: {}, assets: {} })).toEqual([])
})

it('offers one film of each shape, the active one first', () => {
  expect(choices(wide, wide, wideAgain, upright)).toEqual([
    [wide.id, 'The film, 3:2'],
    [upright.id, 'The film, 9:16'],
  ])
  expect(choices(upright, wide, wideAgain, upright)).toEqual([
    [upright.id, 'The film, 9:16'],
    [wideAgain.id, 'The film, 3:2'],
  ])
  const odd = asset('film', { second: 4, width: 1000, height: 310 })
  expect(choices(wide, wide, odd).at(-1)).toEqual([odd.id, 'The film, 1000 × 310'])
})
