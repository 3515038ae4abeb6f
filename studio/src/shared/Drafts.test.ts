import { expect, test } from 'vitest'
import { mapStorage } from '../../dev/mapStorage.ts'
import { Drafts } from './Drafts.ts'
import { KeptWords } from './KeptWords.ts'

const refusing = new KeptWords(() => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
})

test.each([
  ['kept', new KeptWords(() => mapStorage())],
  ['not kept', refusing],
])('words that are sent are forgotten, and not what was typed since: %s', (_, kept) => {
  const drafts = new Drafts(kept)
  drafts.write('one', ' Warmer ')
  drafts.sent('one', 'Colder')
  expect(drafts.read('one')).toBe(' Warmer ')
  drafts.sent('one', 'Warmer')
  expect(drafts.read('one')).toBe('')
})

test('what another window has typed meanwhile is still found after a reload', () => {
  const storage = mapStorage()
  const kept = new KeptWords(() => storage)
  const [here, there] = [new Drafts(kept), new Drafts(kept)]
  here.write('one', 'Warmer')
  there.write('one', 'Colder')
  here.sent('one', 'Warmer')
  expect([here.read('one'), new Drafts(kept).read('one')]).toEqual(['', 'Colder'])
})

test('words that are taken elsewhere leave nothing behind, and whoever shows them hears of it', () => {
  const storage = mapStorage({ 'draft:change': 'Softer' })
  const drafts = new Drafts(new KeptWords(() => storage))
  let changes = 0
  drafts.subscribe(() => changes++)
  drafts.write('message', 'And this:')
  drafts.add('message', drafts.take('change'))
  expect([drafts.read('message'), drafts.read('change'), changes]).toEqual(['And this:\nSofter', '', 3])
  expect(storage.getItem('draft:change')).toBeNull()
})
