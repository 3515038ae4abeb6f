import type { SessionStoreEntry } from '@anthropic-ai/claude-agent-sdk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type GatewayServer, startGatewayServer } from '../../test/startGatewayServer.ts'
import { createGatewayClient } from '../gateway/createGatewayClient.ts'
import type { GatewayError } from '../gateway/GatewayError.ts'
import { createTranscriptStore } from './createTranscriptStore.ts'
import { Transcript } from './Transcript.ts'

const { signal } = new AbortController()
const sessionId = crypto.randomUUID()
let server: GatewayServer

beforeEach(async () => {
  server = await startGatewayServer({ token: 'secret', sessionId, make: () => Promise.reject(new Error('no jobs')) })
})
afterEach(() => server.close())

async function open() {
  const gateway = createGatewayClient({ url: server.url, token: 'secret', fetch, retryMs: [10] })
  const writer = crypto.randomUUID()
  const refusals: GatewayError[] = []
  const transcript = new Transcript(await gateway.openTranscript(writer, signal))
  const store = createTranscriptStore({ gateway, writer, transcript, onRefused: (error) => refusals.push(error) })
  const append = (text: string) =>
    store.append({ projectKey: 'work', sessionId }, [{ type: 'user', text } as SessionStoreEntry])
  return { append, refusals }
}
const written = () => server.transcript.lines.map((line) => JSON.parse(line).text)

it('leaves nothing out where the gateway fails in the middle', async () => {
  const { append, refusals } = await open()
  await append('one')
  server.failNext(/transcript/, 1)
  await Promise.all([append('two'), append('three')])
  expect(written()).toEqual(['one', 'two', 'three'])
  expect(refusals).toEqual([])
})

it('says so when it is refused, and what follows is refused too', async () => {
  const { append, refusals } = await open()
  server.failNext(/transcript/, 1, { status: 401, code: 'unauthorized' })
  await append('one')
  await append('two')
  expect(refusals.map(({ code }) => code)).toEqual(['unauthorized', 'invalid_request'])
  expect(written()).toEqual([])
})
