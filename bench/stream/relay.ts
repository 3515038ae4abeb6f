/**
 * @module The floor: a plain Node server that hands the emitter's lines on as server-sent events, and neither stores, numbers for
 * good, shares nor resumes anything. `POST /turns` with an Emission streams it. Prints `{"port":…}`.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

const host = `http://127.0.0.1:${process.argv[2]}`

const server = createServer(async (request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.socket?.setNoDelay(true)
  response.write(': open\n\n')
  if (request.method !== 'POST') return
  const turnId = crypto.randomUUID()
  const prompt = Buffer.concat(await request.toArray()).toString()
  await fetch(`${host}/turns`, { method: 'POST', body: JSON.stringify({ turnId, prompt }) })
  const { body } = await fetch(`${host}/turns/${turnId}/lines?after=0`)
  if (body === null) throw new Error('The emitter sent nothing.')
  for await (const text of createInterface(Readable.fromWeb(body as ReadableStream))) {
    const { n, line } = JSON.parse(text)
    const event = line.t === 'token' ? { type: 'text_delta', text: line.d } : { type: 'complete' }
    if (line.t === 'token' || line.t === 'done') response.write(`id: ${n}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  response.end()
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
