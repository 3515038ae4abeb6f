import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the model says in one reply. */
export type Block =
  | { type: 'text'; chunks: string[] }
  | { type: 'thinking'; chunks: string[] }
  | { type: 'tool_use'; id: string; name: string; input: unknown }

export type Reply = { blocks: Block[]; pauseMs?: number; cutAfterChunks?: number } | { status: number; body: unknown }

type MessagesRequest = { model: string; stream?: boolean }

export type MessagesServer = {
  url: string
  close(): Promise<void>
}

/** The smallest Messages API that the Agent SDK accepts. The n-th reply is `answer(n)`, whatever was asked. */
export async function startMessagesServer(answer: (count: number) => Reply): Promise<MessagesServer> {
  let count = 0
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readAll(request)) as MessagesRequest
    count += 1
    const reply = answer(count)
    if ('status' in reply) return sendJson(response, reply.status, reply.body)
    if (body.stream !== true) return sendJson(response, 200, wholeMessage(body.model, reply.blocks))
    await streamMessage(response, body.model, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const usage = { input_tokens: 1000, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 100 }

function wholeMessage(model: string, blocks: Block[]) {
  return {
    id: messageId(),
    type: 'message',
    role: 'assistant',
    model,
    content: blocks.map((block) => {
      if (block.type === 'tool_use') return block
      if (block.type === 'thinking') return { type: 'thinking', thinking: block.chunks.join(''), signature: 's' }
      return { type: 'text', text: block.chunks.join('') }
    }),
    stop_reason: stopReason(blocks),
    stop_sequence: null,
    usage,
  }
}

function stopReason(blocks: Block[]): string {
  return blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn'
}

function messageId(): string {
  return `msg_${crypto.randomUUID()}`
}

async function streamMessage(
  response: ServerResponse,
  model: string,
  { blocks, pauseMs = 0, cutAfterChunks }: Exclude<Reply, { status: number }>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (event: { type: string } & Record<string, unknown>) =>
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  send({
    type: 'message_start',
    message: { ...wholeMessage(model, []), content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } },
  })
  let sent = 0
  for (const [index, block] of blocks.entries()) {
    send({ type: 'content_block_start', index, content_block: emptyBlock(block) })
    for (const delta of deltas(block)) {
      if (sent === cutAfterChunks) return void response.destroy()
      send({ type: 'content_block_delta', index, delta })
      sent += 1
      if (pauseMs > 0) await sleep(pauseMs)
    }
    send({ type: 'content_block_stop', index })
  }
  send({ type: 'message_delta', delta: { stop_reason: stopReason(blocks), stop_sequence: null }, usage })
  send({ type: 'message_stop' })
  response.end()
}

function emptyBlock(block: Block): unknown {
  if (block.type === 'tool_use') return { type: 'tool_use', id: block.id, name: block.name, input: {} }
  return block.type === 'thinking' ? { type: 'thinking', thinking: '', signature: '' } : { type: 'text', text: '' }
}

function deltas(block: Block): unknown[] {
  if (block.type === 'tool_use') return [{ type: 'input_json_delta', partial_json: JSON.stringify(block.input) }]
  if (block.type === 'text') return block.chunks.map((text) => ({ type: 'text_delta', text }))
  return [
    ...block.chunks.map((thinking) => ({ type: 'thinking_delta', thinking })),
    { type: 'signature_delta', signature: 's' },
  ]
}
