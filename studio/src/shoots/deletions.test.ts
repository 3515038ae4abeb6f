import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { carryOutDeletion, hiddenShoots, onHiddenChange, planDeletion, undoDeletion } from './deletions.ts'

let server: Server
let asked: string[]
let status: number
/** Stands in for the window that is being left. */
let page: EventTarget

beforeEach(async () => {
  asked = []
  status = 204
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const real = fetch
  page = new EventTarget()
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
})

afterEach(() => {
  vi.unstubAllGlobals()
  server.close()
})

test('a shoot is out of sight at once, and deleted when it is too late to take it back', async () => {
  const changed = vi.fn()
  const stop = onHiddenChange(changed)
  planDeletion('one')
  expect([...hiddenShoots()]).toContain('one')
  expect(asked).toEqual([])
  await carryOutDeletion('one')
  expect(asked).toEqual(['DELETE /api/sessions/one'])
  expect([...hiddenShoots()]).toContain('one')
  expect(changed).toHaveBeenCalledOnce()
  stop()
})

test('what is taken back is never deleted, also not when the page is left', async () => {
  planDeletion('two')
  undoDeletion('two')
  expect([...hiddenShoots()]).not.toContain('two')
  await carryOutDeletion('two')
  page.dispatchEvent(new Event('pagehide'))
  expect(asked).toEqual([])
})

test('the page that is left deletes what was planned, once', async () => {
  planDeletion('three')
  page.dispatchEvent(new Event('pagehide'))
  await expect.poll(() => asked).toEqual(['DELETE /api/sessions/three'])
  await carryOutDeletion('three')
  undoDeletion('three')
  expect(asked).toHaveLength(1)
  expect([...hiddenShoots()]).toContain('three')
})

test('a shoot that the server does not delete is to be seen again', async () => {
  status = 503
  planDeletion('four')
  await expect(carryOutDeletion('four')).rejects.toThrow('503')
  expect([...hiddenShoots()]).not.toContain('four')
})
