import { expect, test } from 'vitest'
import { mapStorage } from '../../dev/mapStorage.ts'
import { KeptWords } from '../shared/KeptWords.ts'
import { forgetToolStart, noteToolStart, toolStart } from './toolStarts.ts'

test('a tool that began is counted from then on, also after a reload, until it has come back', () => {
  const storage = mapStorage()
  const tab = () => new KeptWords(() => storage)
  noteToolStart('hero', 1000, tab())
  noteToolStart('clips', 2000, tab())
  expect([toolStart('hero', tab()), toolStart('clips', tab())]).toEqual([1000, 2000])
  forgetToolStart('hero', tab())
  expect([toolStart('hero', tab()), toolStart('clips', tab())]).toEqual([undefined, 2000])
})

test('what somebody else has written there counts for nothing', () => {
  const kept = new KeptWords(() => mapStorage({ 'tools-begun': 'no JSON' }))
  expect(toolStart('hero', kept)).toBeUndefined()
})
