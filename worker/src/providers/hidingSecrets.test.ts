import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, serveLoopback } from '../../../demo/src/shared/serveLoopback.ts'
import { hidingSecrets } from './hidingSecrets.ts'

const KEY = 'a-key-of-ours-0123'
const MB = 1024 * 1024
const headers = { authorization: `Key ${KEY}` }

let server: RunningServer
/** Bytes of an answer that has no end, as they are asked for. */
let given: number
/** Settles when nobody wants more of it. */
let isLeft: PromiseWithResolvers<void>

beforeAll(async () => {
  server = await serveLoopback(({ url }) => {
    const words = new URL(url).searchParams.get('words')
    return words === null ? new Response(endless()) : new Response(words.padEnd(3 * MB, '.'))
  }, 0)
})
afterAll(() => server.close())

function endless(): ReadableStream<Uint8Array> {
  given = 0
  isLeft = Promise.withResolvers()
  return new ReadableStream({
    pull: (controller) => {
      given += MB
      controller.enqueue(new Uint8Array(MB))
    },
    cancel: () => isLeft.resolve(),
  })
}

const fetchHiding = hidingSecrets(fetch, [KEY])

it('takes our keys out of what is answered to a call that had one', async () => {
  const answer = await fetchHiding(`${server.url}/?words=${encodeURIComponent(`no: ${KEY}`)}`, { headers })
  const words = await answer.text()
  expect(words.slice(0, 16)).toBe('no: [redacted]..')
  expect(words).not.toContain(KEY)
})

it('reads no answer that has no end', async () => {
  await expect(fetchHiding(server.url, { headers })).rejects.toThrow('does not end within 4 MB')
  await isLeft.promise
  expect(given).toBeLessThan(32 * MB)
})

it('passes on a file as it comes', async () => {
  const answer = await fetchHiding(server.url)
  const reader = answer.body?.getReader()
  for (let read = 0; read < 6 * MB; ) read += (await reader?.read())?.value?.length ?? 0
  await reader?.cancel()
  await isLeft.promise
})
