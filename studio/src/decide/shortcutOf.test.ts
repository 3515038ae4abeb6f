import { expect, test } from 'vitest'
import { shortcutOf } from './shortcutOf.ts'

const nowhere = { inField: false, onPressable: false, behindDialog: false }
const press = (key: string, change: object = {}) => ({
  key,
  ...{ defaultPrevented: false, repeat: false, isComposing: false, ctrlKey: false, metaKey: false, altKey: false },
  ...change,
})
const KEYS = ['c', '1', 'Enter']
const taken = (key: string, change: object = {}, at: object = {}, charactersOn = true) =>
  shortcutOf(press(key, change), { ...nowhere, ...at }, KEYS, charactersOn)

test('a key is a shortcut where it means nothing else, with or without Shift', () => {
  expect([taken('c'), taken('C'), taken('1'), taken('Enter'), taken('x')]).toEqual(['c', 'c', '1', 'Enter', null])
})

test.each([
  ['with Ctrl', { ctrlKey: true }, {}],
  ['with the command key', { metaKey: true }, {}],
  ['with Alt', { altKey: true }, {}],
  ['held down', { repeat: true }, {}],
  ['while an input method composes', { isComposing: true }, {}],
  ['that something has taken', { defaultPrevented: true }, {}],
  ['where somebody writes', {}, { inField: true }],
  ['behind a dialog', {}, { behindDialog: true }],
])('a key %s is none', (_, change, at) => {
  expect([taken('c', change, at), taken('Enter', change, at)]).toEqual([null, null])
})

test('Enter on a button presses that; a letter there is a shortcut', () => {
  expect([taken('Enter', {}, { onPressable: true }), taken('c', {}, { onPressable: true })]).toEqual([null, 'c'])
})

test('characters can be switched off; Enter is none', () => {
  expect([taken('c', {}, {}, false), taken('1', {}, {}, false), taken('Enter', {}, {}, false)]).toEqual([
    null,
    null,
    'Enter',
  ])
})
