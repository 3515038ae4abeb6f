import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Health, type PartHealth } from '../../../protocol/src/index.ts'

type State = PartHealth['state']

export type Studio = {
  url: string
  /** How its sandbox is each time that it is asked from now on; the last state stays. */
  parts: (...states: State[]) => void
  stop: () => Promise<void>
}

/** An address that answers for its health as a deployed studio does. */
export async function startStudio(): Promise<Studio> {
  let states: State[] = ['ok']
  const server = createServer((request, response) => {
    const state = (states.length > 1 ? states.shift() : states[0]) ?? 'ok'
    const found = request.url === '/api/health'
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ? answer(state) : {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    parts: (...next) => {
      states = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(sandbox: State): Health {
  const well: PartHealth = { state: 'ok', mode: 'live', message: 'ready' }
  const all = Object.keys(Health.shape.parts.shape).map((part) => [part, well])
  const clips: PartHealth = { ...well, state: 'unconfigured', message: 'its key is not set' }
  return Health.parse({
    ok: false,
    version: '0.1.0',
    parts: { ...Object.fromEntries(all), clips, sandbox: { ...well, state: sandbox, message: `is ${sandbox}` } },
    clipKeys: 'FAL_KEY',
  })
}
