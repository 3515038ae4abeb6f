import { expect, it } from 'vitest'
import { readReceivedEvent } from './readReceivedEvent.ts'

it('reads an event of the log with its number', () => {
  const event = { type: 'text_delta', text: ' \n' }
  expect(readReceivedEvent('7', JSON.stringify(event))).toEqual({ seq: 7, event })
})

it.each(['{"type":"applause"}', '{"type":"status"}', 'null', 'not json', ''])(
  'keeps the number of what it does not know: %s',
  (data) => {
    expect(readReceivedEvent('7', data)).toEqual({ seq: 7, event: null })
  },
)

it.each([undefined, '', '0', '-1', '1.5', 'x'])('leaves out what has no number of the log: %s', (id) => {
  expect(readReceivedEvent(id, '{"type":"status","message":"x"}')).toBeNull()
})
