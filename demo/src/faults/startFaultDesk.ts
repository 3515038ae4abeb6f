/**
 * @module Where tests declare what shall go wrong at the demo servers. It is a server of its own, started by `--faults` alone:
 *
 *   PUT /faults   DeclaredFault[]   → 204; takes the place of all that was declared before; malformed → 400, nothing changes
 *   GET /faults                     → DeclaredFault[] with `used`: how often each has happened
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { type RunningServer, serveLoopback } from '../shared/serveLoopback.ts'
import { DeclaredFault, type Kind } from './DeclaredFault.ts'
import { FaultBook } from './FaultBook.ts'
import { routeOf } from './routeOf.ts'

export type FaultDesk = RunningServer & {
  /** What goes wrong with a request that has come in at a demo server, in that server's terms. */
  faults: <Fault>(inTermsOf: (fault: Kind) => Fault) => (request: Request) => Fault | undefined
}

/** Starts the desk on 127.0.0.1. @param port TCP port; 0 for any */
export async function startFaultDesk(port: number): Promise<FaultDesk> {
  const book = new FaultBook()
  const app = new Hono()
    .put('/faults', async (c) => {
      const faults = z.array(DeclaredFault).safeParse(await c.req.json().catch(() => null))
      if (!faults.success) return c.text(z.prettifyError(faults.error), 400)
      book.declare(faults.data)
      return c.body(null, 204)
    })
    .get('/faults', (c) => c.json(book.state()))
  const server = await serveLoopback((request) => app.fetch(request), port)
  return {
    ...server,
    faults: (inTermsOf) => (request) => {
      const route = routeOf(request)
      const fault = route && book.take(route)
      return fault && inTermsOf(fault)
    },
  }
}
