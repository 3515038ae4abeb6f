import { activeAsset } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { fixtureView } from '../../dev/fixtureShoot.ts'
import { chapterAt, chaptersOf } from './chapters.ts'
import { frameAfter, rateOf } from './frameTiming.ts'
import { timecode } from './timecode.ts'

test('a film has a chapter for each clip, and each moment lies in one', () => {
  const view = fixtureView('film')
  const film = activeAsset(view, 'film')
  if (film === undefined) throw new Error('no film')
  const chapters = chaptersOf(view, { ...film, durationSeconds: 7.5 })
  expect(chapters.map(({ slot, start, end }) => [slot, start, end])).toEqual([
    ['clip_1', 0, 1.5],
    ['clip_2', 1.5, 3],
    ['clip_3', 3, 4.5],
    ['clip_4', 4.5, 6],
    ['clip_5', 6, 7.5],
  ])
  expect([0, 1.49, 1.5, 7.5].map((time) => chapterAt(chapters, time)?.slot)).toEqual([
    'clip_1',
    'clip_1',
    'clip_2',
    'clip_5',
  ])
  const clip = activeAsset(view, 'clip_1')
  expect(clip && chaptersOf(view, clip)).toEqual([])
})

test('the rate is told by the frames that follow each other at once', () => {
  expect(rateOf([1 / 24, 2 / 24, 0])).toBe(24)
  expect(rateOf([0.0333, 0.0334])).toBe(30)
  expect(rateOf([0.0167])).toBe(60)
  expect(rateOf([])).toBeNull()
})

test('a step lands in the middle of the next frame or the one before, and stays in the film', () => {
  const rate = 24
  expect(frameAfter(0, 1, rate, 5)).toBeCloseTo(1.5 / rate)
  expect(frameAfter(1.5 / rate, -1, rate, 5)).toBeCloseTo(0.5 / rate)
  expect(frameAfter(2 / rate, 1, rate, 5)).toBeCloseTo(3.5 / rate)
  expect(frameAfter(0, -1, rate, 5)).toBeCloseTo(0.5 / rate)
  expect(frameAfter(5, 1, rate, 5)).toBeCloseTo(119.5 / rate)
})

test('a time is minutes, seconds and their hundredths', () => {
  expect([0, 7.5, 61.239].map(timecode)).toEqual(['0:00.00', '0:07.50', '1:01.23'])
})
