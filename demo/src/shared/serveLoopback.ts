/** Starts a demo server where only this machine can reach it. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type HttpBindings, serve } from '@hono/node-server'

export type RunningServer = {
  /** Origin without a trailing slash, for example `http://127.0.0.1:41234`. */
  url: string
  /** Stops listening and cuts the connections that are still open. */
  close: () => Promise<void>
}

/**
 * Serves a handler of requests on 127.0.0.1.
 *
 * @param answer gets, with each request, a function that cuts its connection without an answer: for faults in tests.
 * @param port TCP port; 0 lets the system choose one.
 * @throws the system's error (`EADDRINUSE` and so on) when the port cannot be had.
 */
export async function serveLoopback(
  answer: (request: Request, hangUp: () => void) => Response | Promise<Response>,
  port: number,
): Promise<RunningServer> {
  const fetch = async (request: Request, env: unknown) => {
    const response = await answer(request, () => (env as HttpBindings).incoming.socket.destroy())
    // A body that nobody has read would block the connection for the requests that come after it.
    if (request.body !== null && !request.bodyUsed) await request.arrayBuffer().catch(() => null)
    return response
  }
  const server = serve({ fetch, port, hostname: '127.0.0.1' }) as Server
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo server has no TCP address.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
