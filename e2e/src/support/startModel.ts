import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Model = { url: string; close: () => Promise<void> }

/** Bytes that go out at a time: few, so that characters of more than one byte are torn apart. */
const PIECE = 7

/**
 * A Messages API that says exactly these tokens to whatever it is asked, once per request, in pieces that respect neither
 * events nor characters. https://docs.claude.com/en/docs/build-with-claude/streaming
 *
 * @param tokenMs pause after each token
 */
export async function startModel(tokens: readonly string[], tokenMs: number): Promise<Model> {
  const server = createServer(async (request, response) => {
    const { model, stream } = JSON.parse((await readAll(request)) || '{}')
    const message = { id: `msg_${crypto.randomUUID()}`, type: 'message', role: 'assistant', model, stop_sequence: null }
    const usage = { input_tokens: 10, output_tokens: tokens.length }
    const text = tokens.join('')
    if (stream !== true) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ ...message, content: [{ type: 'text', text }], stop_reason: 'end_turn', usage }))
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const send = (event: { type: string; [field: string]: unknown }) =>
      writeTorn(response, `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    await send({ type: 'message_start', message: { ...message, content: [], stop_reason: null, usage } })
    await send({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } })
    for (const token of tokens) {
      await send({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: token } })
      await sleep(tokenMs)
    }
    await send({ type: 'content_block_stop', index: 0 })
    await send({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage })
    await send({ type: 'message_stop' })
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Writes a text in small pieces, each a packet of its own. */
async function writeTorn(response: ServerResponse, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += PIECE) {
    response.write(bytes.subarray(at, at + PIECE))
    await new Promise(setImmediate)
  }
}
