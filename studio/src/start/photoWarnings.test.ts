import { expect, test } from 'vitest'
import type { Flaw } from './judgePixels.ts'
import type { Photo } from './photos.ts'
import { photoWarnings } from './photoWarnings.ts'

const A = Uint8Array.from({ length: 256 }, (_, bit) => bit % 2)
const B = A.map((bit) => 1 - bit)

function photo(
  name: string,
  fingerprint: Uint8Array | null,
  flaws: Flaw[] = [],
  state: Photo['state'] = 'ready',
): Photo {
  const file = new File(['x'], name)
  return { key: name, file, preview: '', role: 'garment', chosen: false, state, judgement: { flaws, fingerprint } }
}

test('each flaw has its words', () => {
  const dark = photo('a.png', A, ['dark', 'blurred'])
  expect(photoWarnings(dark, [dark])).toEqual([
    'Very dark: much of it may be lost.',
    'Out of focus: its details may be made up.',
  ])
})

test('of two that are the same picture the later one says so', () => {
  const photos = [photo('a.png', A), photo('b.png', B), photo('c.png', A)]
  expect(photos.map((one) => photoWarnings(one, photos))).toEqual([[], [], ['The same picture as a.png.']])
})

test('two that have nothing to be known by are not the same, nor is a copy of one that is turned down', () => {
  const plain = [photo('a.png', null), photo('b.png', null)]
  expect(plain.flatMap((one) => photoWarnings(one, plain))).toEqual([])
  const bad = [photo('a.png', A, [], 'bad'), photo('b.png', A)]
  expect(bad.flatMap((one) => photoWarnings(one, bad))).toEqual([])
})
