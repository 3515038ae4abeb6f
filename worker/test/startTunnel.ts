import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'

export type Passed = { path: string; headers: IncomingHttpHeaders; body: Buffer; status: number }

export type Tunnel = {
  url: string
  /** What has come through, with the answers to it. */
  passed: Passed[]
  /** Where it leads; null while it is down. */
  target: string | null
  close(): Promise<void>
}

/** A tunnel such as people lead to a machine of their own: all that comes is passed on under a name that is not the machine's. */
export async function startTunnel(): Promise<Tunnel> {
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray())
    const { method, url: path = '', headers } = incoming
    if (tunnel.target === null) return outgoing.destroy()
    const onward = request(tunnel.target + path, { method, headers: { ...headers, host: 'studio.example' } })
    onward.on('error', () => outgoing.destroy())
    onward.on('response', async (response) => {
      const answer = Buffer.concat(await response.toArray())
      const status = response.statusCode ?? 0
      tunnel.passed.push({ path, headers, body, status })
      outgoing.writeHead(status, response.headers).end(answer)
    })
    onward.end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  const tunnel: Tunnel = {
    url: `http://127.0.0.1:${address.port}`,
    passed: [],
    target: null,
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return tunnel
}
