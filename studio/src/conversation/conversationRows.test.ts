import type { ConversationItem } from '@fashion-shoot/protocol'
import { expect, test } from 'vitest'
import { conversationRows } from './conversationRows.ts'

const person = (text: string): ConversationItem => ({ kind: 'person', text, at: '2026-05-20T12:00:00.000Z' })
const says = (text: string, streaming = false): ConversationItem => ({
  kind: 'director',
  messageType: 'text',
  text,
  streaming,
})
const thinks = (text: string): ConversationItem => ({
  kind: 'director',
  messageType: 'thinking',
  text,
  streaming: false,
})
const tool = (name: string, change: object = { state: 'ok', durationMs: 10 }) =>
  ({ kind: 'tool', tool: name, toolUseId: name, ...change }) as ConversationItem
const interrupted = { state: 'interrupted', durationMs: 0 }
const stopped = { state: 'stopped', durationMs: 900 }
const error: ConversationItem = { kind: 'error', code: 'x', message: 'No.', hint: 'Again.', retryable: true }

const kinds = (...items: ConversationItem[]) => conversationRows(items, false).map(({ kind, at }) => `${kind} ${at}`)

test('notes that are read one after the other are one line, whatever is thought in between', () => {
  const items = [person('Go'), tool('Skill'), thinks('Hm.'), tool('Read'), says('Now.'), tool('Read')]
  expect(kinds(...items)).toEqual(['person 0', 'activity 1', 'thinking 2', 'words 4', 'activity 5'])
  expect(conversationRows(items, false)[1]).toMatchObject({ tools: [{ tool: 'Skill' }, { tool: 'Read' }] })
})

test('what is thought before and after something was looked up is one line', () => {
  const items = [thinks('Hm.'), tool('get_shoot'), thinks('So.'), says('Now.'), thinks('And?')]
  expect(kinds(...items)).toEqual(['thinking 0', 'activity 1', 'words 3', 'thinking 4'])
  expect(conversationRows(items, false)[0]).toMatchObject({ items: [{ text: 'Hm.' }, { text: 'So.' }] })
})

test('what is made twice stands twice', () => {
  expect(kinds(tool('generate_hero'), tool('generate_hero'))).toEqual(['activity 0', 'activity 1'])
})

test('a checkpoint has no row', () => {
  expect(kinds(says('Look.'), { kind: 'checkpoint', checkpointId: 'cp_1' }, person('Yes'))).toEqual([
    'words 0',
    'person 2',
  ])
})

test('a tool that was interrupted and taken up again is one line', () => {
  const items = [person('Go'), tool('generate_hero', interrupted), says('On it.'), tool('generate_hero')]
  expect(conversationRows(items, false)).toMatchObject([
    { kind: 'person' },
    { kind: 'activity', at: 1, resumed: true, tools: [{ state: 'ok' }] },
    { kind: 'words' },
  ])
})

test('words that an interruption has the director say again stand once, also while they grow', () => {
  const before: ConversationItem[] = [person('Go'), says('Here is the hero.'), { kind: 'resumption' }]
  expect(kinds(...before, says('Here is', true))).toEqual(['person 0', 'words 1'])
  expect(kinds(...before, says('Here is the hero.'))).toEqual(['person 0', 'words 1'])
  expect(kinds(...before, says('Here is the sheet.'))).toEqual(['person 0', 'words 1', 'words 3'])
})

test('the same words are said twice in another turn, and where nothing was interrupted', () => {
  expect(kinds(says('Done.'), person('Again'), says('Done.'))).toHaveLength(3)
  expect(kinds(person('Go'), says('Done.'), tool('edit_frames'), says('Done.'))).toHaveLength(4)
  expect(kinds(person('Go'), says('Here is the hero.'), says('Here', true))).toHaveLength(3)
})

test('the newest trouble can be tried again, unless the director is at work', () => {
  const retries = (items: ConversationItem[], running = false) =>
    conversationRows(items, running).map((row) => 'retry' in row && row.retry)
  expect(retries([error, person('Go'), error])).toEqual([false, false, true])
  expect(retries([person('Go'), error], true)).toEqual([false, false])
  expect(retries([tool('a', stopped), tool('b', stopped)])).toEqual([false, true])
  expect(retries([tool('a', stopped), person('Go on')])).toEqual([false, false])
  expect(retries([error, { kind: 'checkpoint', checkpointId: 'cp' }])).toEqual([false])
})
