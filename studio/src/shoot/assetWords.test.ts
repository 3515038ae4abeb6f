import { isStale } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { asset } from '../../dev/boardFixtures.ts'
import { assetTitle, staleWords, versionTitle } from './assetWords.ts'

const [frame, fresh] = [asset('frame_2', { second: 1 }), { ...asset('frame_2', { second: 2 }), version: 2 }]
const clips = (['clip_1', 'clip_2'] as const).map((slot, index) => ({
  ...asset(slot, { second: 3 + index }),
  madeFrom: [frame.id],
}))
const film = { ...asset('film', { second: 5 }), madeFrom: clips.map(({ id }) => id) }
const all = [frame, fresh, ...clips, film]

function view(activeFrame: string) {
  const held = (id: string) => ({ activeId: id, versions: [id] })
  return {
    assets: Object.fromEntries(all.map((one) => [one.id, one])),
    slots: {
      frame_2: { activeId: activeFrame, versions: [frame.id, fresh.id] },
      clip_1: held(clips[0]?.id ?? ''),
      clip_2: held(clips[1]?.id ?? ''),
      film: held(film.id),
    },
  }
}

test('a title says the angle or the way, and of a reference its role', () => {
  expect(assetTitle(frame)).toBe('Frame 2, High angle')
  expect(versionTitle(fresh)).toBe('Frame 2, High angle, version 2')
  expect(versionTitle({ ...asset('hero', { second: 9 }), slot: null, role: 'garment' })).toBe('Garment, reference')
})

test('stale words name what was replaced, and how it got into what stands at the end', () => {
  const [clip] = clips
  if (clip === undefined) throw new Error('no clip')
  expect(staleWords(view(fresh.id), clip)).toBe('made from an older frame 2')
  expect(staleWords(view(fresh.id), film)).toBe('its clip 1 and clip 2 were made from an older frame 2')
  expect(staleWords(view(frame.id), { ...clip, madeFrom: [fresh.id] })).toBe('made from another frame 2')
})

test('stale words of what is made through several others name the one that came from what was replaced', () => {
  const chain = (['hero', 'contact_sheet', 'frame_1', 'clip_1', 'film'] as const).map((slot, index, slots) => ({
    ...asset(slot, { second: index }),
    id: slot as string,
    madeFrom: slots.slice(0, index).slice(-1),
  }))
  const shoot = {
    assets: Object.fromEntries(chain.map((one) => [one.id, one])),
    slots: Object.fromEntries(chain.map(({ id }) => [id, { activeId: id, versions: [id] }])),
  }
  shoot.slots.hero = { activeId: 'another', versions: ['hero', 'another'] }
  expect(chain.map((one) => staleWords(shoot, one))).toEqual([
    null,
    'made from another hero',
    ...Array(3).fill('its contact sheet was made from another hero'),
  ])
})

test('there are stale words exactly where the reducer calls a version stale', () => {
  for (const active of [frame.id, fresh.id]) {
    for (const one of all) expect(staleWords(view(active), one) !== null).toBe(isStale(view(active), one))
  }
})
