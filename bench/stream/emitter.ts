/**
 * @module A scripted agent host in a process of its own: speaks the host's HTTP interface (protocol/src/host.ts), and lets out the
 * lines that a turn's prompt asks for, each of a paced turn with the time at which it was let out. Prints `{"port":…}`.
 */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RunnerLine } from '../../protocol/src/index.ts'
import { bulkLine } from './bulkLine.ts'
import type { Emission } from './Emission.ts'

const emissions = new Map<string, Emission>()

const server = createServer(async (request, response) => {
  const [, kind, id = '', what] = new URL(request.url ?? '', 'http://host').pathname.split('/')
  if (kind === 'health') response.end('{"ok":true,"version":"0","runners":0}')
  else if (what === 'lines') {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders()
    response.socket?.setNoDelay(true)
    await emit(response, emissions.get(id) ?? { kind: 'tools', lines: 0 })
    response.end()
  } else if (kind === 'turns' && request.method === 'POST' && what === undefined) {
    const turn = JSON.parse(Buffer.concat(await request.toArray()).toString())
    emissions.set(turn.turnId, JSON.parse(turn.prompt))
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ turnId: turn.turnId }))
  } else response.writeHead(204).end()
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})

async function emit(response: ServerResponse, emission: Emission): Promise<void> {
  let n = 0
  const write = (line: RunnerLine) => response.write(`${JSON.stringify({ n: ++n, line })}\n`)
  if (emission.kind !== 'paced') {
    for (let index = 0; index < emission.lines; index++) {
      if (!write(bulkLine(emission.kind, index))) await once(response, 'drain')
    }
    write({ t: 'done', end: 'completed' })
    return
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  const { perSecond, seconds } = emission
  const total = perSecond * seconds
  // Not all sessions in the same millisecond.
  const begin = performance.now() + (Math.random() * 1000) / perSecond
  let sent = 0
  const timer = setInterval(() => {
    for (; sent < total && performance.now() >= begin + (sent * 1000) / perSecond; sent++) {
      write({ t: 'token', d: `${process.hrtime.bigint() / 1000n} ` })
    }
    if (sent < total) return
    clearInterval(timer)
    write({ t: 'assistant', d: 'All said.' })
    write({ t: 'done', end: 'completed' })
    resolve()
  }, 1)
  await promise
}
