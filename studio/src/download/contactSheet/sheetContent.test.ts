import { expect, it } from 'vitest'
import { fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { sheetContent } from './sheetContent.ts'

it('says what the client shall know of a shoot', () => {
  const content = sheetContent(fixtureSummary('stale'), fixtureView('stale'))
  expect(content).toMatchObject({
    title: 'Emerald on studio grey',
    date: '20 May 2026',
    direction: 'Confident streetwear editorial on studio grey. Keep the green of the jacket exactly.',
    film: 'Film · 7.5 s · 720 × 480',
  })
  expect(content.hero?.version).toBe(2)
  expect(content.frames.map(({ caption }) => caption)).toEqual([
    '1  Beauty portrait',
    '2  High angle',
    '3  Low angle',
    '4  Side profile',
    '5  Close portrait',
    '6  Extreme detail',
  ])
  expect(content.frames[1]?.asset.version).toBe(2)
  expect(content.clips.map(({ caption }) => caption)).toEqual([
    '1  frame 1 to 2 · 5.0 s',
    '2  frame 2 to 3 · 5.0 s',
    '3  frame 3 to 4 · 5.0 s',
    '4  frame 4 to 5 · 5.0 s',
    '5  frame 5 to 6 · 5.0 s',
  ])
})
