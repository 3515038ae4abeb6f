import { expect, it } from 'vitest'
import { safeNext } from './safeNext.ts'

const HERE = 'https://studio.example/login?next=x'

it.each([
  ['/', '/'],
  ['/shoots/1?a=b#c', '/shoots/1?a=b#c'],
  ['/a/../b', '/b'],
])('goes to %s', (next, path) => {
  expect(safeNext(next, HERE).href).toBe(`https://studio.example${path}`)
})

it.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '\\\\evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'https:evil.example',
  'shoots',
  '//[',
  '',
  undefined,
  new File([], 'a'),
])('does not go to %s', (next) => {
  expect(safeNext(next, HERE).href).toBe('https://studio.example/')
})
