import { beforeEach, expect, it } from 'vitest'
import { openStorage } from '../../test/openStorage.ts'
import { TranscriptBook } from './TranscriptBook.ts'

let book: TranscriptBook

beforeEach(() => {
  book = new TranscriptBook(openStorage(), 100)
})

const read = (writer: string) => new Response(book.open(writer)).text()
const line = (text: string) => `{"type":"user","text":"${text}"}`

it('forgets a conversation that has grown too long, and takes up the next one', async () => {
  await read('a')
  book.append('a', 1, line('first'))
  expect(await read('b')).toBe(`${line('first')}\n`)
  // The limit counts what was there before.
  book.append('b', 1, line('x'.repeat(60)))
  expect(await read('b')).toBe('')
  // What the same runner adds has no beginning any more.
  book.append('b', 2, line('second'))
  expect(await read('b')).toBe('')
  expect(await read('c')).toBe('')
  book.append('c', 1, line('anew'))
  expect(await read('d')).toBe(`${line('anew')}\n`)
})

it('takes no batch before which one is missing', async () => {
  await read('a')
  book.append('a', 1, line('first'))
  expect(() => book.append('a', 3, line('third'))).toThrow('missing')
  book.append('a', 2, line('second'))
  book.append('a', 3, line('third'))
  expect(await read('b')).toBe(`${line('first')}\n${line('second')}\n${line('third')}\n`)
})
