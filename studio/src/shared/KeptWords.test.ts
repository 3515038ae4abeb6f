import { expect, test } from 'vitest'
import { mapStorage } from '../../dev/mapStorage.ts'
import { KeptWords } from './KeptWords.ts'

test('words are found again under their name, and empty ones leave nothing behind', () => {
  const storage = mapStorage()
  const kept = new KeptWords(() => storage)
  kept.write('draft:one', 'Warmer')
  expect([new KeptWords(() => storage).read('draft:one'), kept.read('draft:two')]).toEqual(['Warmer', undefined])
  kept.write('draft:one', '')
  expect(storage.getItem('draft:one')).toBeNull()
})

test('a browser that keeps nothing, or refuses to say what it keeps, stops nobody', () => {
  const closed = new KeptWords(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  closed.write('draft:one', 'Warmer')
  expect(closed.read('draft:one')).toBeUndefined()
})
