import { expect, it } from 'vitest'
import { isForLoopback } from './isForLoopback.ts'

const sent = (host: string | null, url = 'http://127.0.0.1:8787/') =>
  isForLoopback(new Request(url, { headers: host === null ? {} : { host } }))

it.each(['127.0.0.1', '127.0.0.1:8787', 'localhost:8787', 'LOCALHOST', '[::1]:8787'])('takes %s', (host) => {
  expect(sent(host)).toBe(true)
})

it.each([
  'rebound.example',
  'rebound.example:8787',
  'localhost.rebound.example',
  '127.0.0.1.rebound.example',
  'localhost@rebound.example',
  '192.168.0.7:8787',
  '0.0.0.0',
  'localhost.',
  '[::]',
  '[::1',
  '',
  null,
])('refuses %s', (host) => {
  expect(sent(host)).toBe(false)
})

it('refuses when the URL names another host than the header', () => {
  expect(sent('127.0.0.1:8787', 'http://rebound.example/')).toBe(false)
})
