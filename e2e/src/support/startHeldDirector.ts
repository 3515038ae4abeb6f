import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { startDirector } from '../../../demo/src/director/startDirector.ts'

export type HeldDirector = {
  /** For `startStudio`: makes this the shoot's director. */
  settings: Record<string, string>
  /** From now on each answer stops after its first words, for as long as it takes. */
  hold: () => void
  /** Lets all go on, those that have stopped too. */
  release: () => void
  close: () => Promise<void>
}

/** Pieces of text of an answer that come through before it is held: some words, never all. */
const FIRST_WORDS = 6

/** The scripted director, who pauses in mid-sentence when told to: what happens in mid-turn does not depend on how fast anything is. */
export async function startHeldDirector(): Promise<HeldDirector> {
  const director = await startDirector({ port: 0, speed: 'fast' })
  let open = Promise.resolve()
  let release = () => {}
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const leave = new AbortController()
    response.once('close', () => leave.abort())
    try {
      const answer = await fetch(director.url + url, {
        method,
        headers: Object.entries(headers).flatMap(([name, value]) =>
          HOP_BY_HOP.has(name) || value === undefined ? [] : [[name, String(value)] as [string, string]],
        ),
        ...(method === 'POST' && { body: await buffer(request) }),
        signal: leave.signal,
      })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      if (answer.body !== null) await passOn(answer.body, response, () => open)
      response.end()
    } catch {
      response.destroy()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    settings: {
      ANTHROPIC_API_KEY: 'key-of-the-test',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    hold() {
      open = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
    async close() {
      release()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await director.close()
    },
  }
}

const HOP_BY_HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding'])

async function passOn(body: AsyncIterable<Uint8Array>, response: ServerResponse, open: () => Promise<void>) {
  let words = 0
  for await (const piece of body) {
    if (words >= FIRST_WORDS) await open()
    words += Buffer.from(piece).toString().split('"text_delta"').length - 1
    response.write(piece)
  }
}
