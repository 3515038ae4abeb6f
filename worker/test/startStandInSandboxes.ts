import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { V4WorkerOptions } from 'miniflare'
import { StandInSandbox } from './StandInSandbox.ts'

/**
 * The namespace of Sandbox objects for a Worker in workerd: each object is a Durable Object of a second Worker, called by the same
 * RPC as the real one, and hands what it is asked to a StandInSandbox in this process.
 */
export type StandInSandboxes = {
  /** The stand-in of every object that was asked for anything, by its id. */
  sandboxes: Map<string, StandInSandbox>
  /** Whether the platform has no place for another container. */
  full: boolean
  /** The Worker that holds the objects, to run beside ours. */
  worker: V4WorkerOptions
  close(): Promise<void>
}

export async function startStandInSandboxes(): Promise<StandInSandboxes> {
  const sandboxes = new Map<string, StandInSandbox>()
  const processes = new Map<string, Awaited<ReturnType<StandInSandbox['startProcess']>>>()
  const state = { full: false }
  const sandbox = (id: string): StandInSandbox => {
    const known = sandboxes.get(id) ?? new StandInSandbox(async () => [])
    sandboxes.set(id, known)
    known.full = state.full
    return known
  }
  const app = new Hono()
    .post('/:id/call/:method', async (c) => {
      const { id, method } = c.req.param()
      const [first, ...rest] = await c.req.json()
      const process = processes.get(String(first))
      try {
        switch (method) {
          case 'startProcess': {
            const started = crypto.randomUUID()
            processes.set(started, await sandbox(id).startProcess(first, rest[0]))
            return c.json({ value: started })
          }
          case 'waitForPort':
            await process?.waitForPort(rest[0], rest[1])
            return c.json({})
          case 'getLogs':
            return c.json({ value: await process?.getLogs() })
          default: {
            const call = sandbox(id)[method as 'wake'] as (...args: unknown[]) => Promise<unknown>
            return c.json({ value: await call.call(sandbox(id), first, ...rest) })
          }
        }
      } catch (error) {
        return c.json({ error: error instanceof Error ? error.message : String(error) })
      }
    })
    .all('/:id/port/:port/*', async (c) => {
      const { id, port } = c.req.param()
      const { pathname, search } = new URL(c.req.url)
      const path = pathname.split('/').slice(4).join('/')
      return await sandbox(id).containerFetch(new Request(`http://host/${path}${search}`, c.req.raw), Number(port))
    })
  const { promise: ready, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
  const worker: V4WorkerOptions = {
    name: 'sandboxes',
    modules: true,
    script: SCRIPT,
    compatibilityDate: '2026-11-17',
    durableObjects: { SANDBOX: { className: 'StandIn', useSQLite: true } },
    bindings: { CONTROL: `http://127.0.0.1:${await ready}` },
  }
  return {
    sandboxes,
    get full() {
      return state.full
    },
    set full(full) {
      state.full = full
      for (const one of sandboxes.values()) one.full = full
    },
    worker,
    close: async () => {
      await Promise.all([...sandboxes.values()].map((one) => one.sleep()))
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** The Durable Object in front: it answers by RPC as the real one, with functions in what `startProcess` returns, and streams. */
const SCRIPT = `
import { DurableObject } from 'cloudflare:workers'

export class StandIn extends DurableObject {
  async #call(method, ...args) {
    const body = JSON.stringify(args.map((arg) => arg ?? null))
    const answer = await fetch(this.env.CONTROL + '/' + this.ctx.id + '/call/' + method, { method: 'POST', body })
    const { value, error } = await answer.json()
    if (error !== undefined) throw new Error(error)
    return value
  }
  async configure() {}
  wake() { return this.#call('wake') }
  isAwake() { return this.#call('isAwake') }
  async startProcess(command, options) {
    const id = await this.#call('startProcess', command, options)
    return {
      waitForPort: (port, options) => this.#call('waitForPort', id, port, options),
      getLogs: () => this.#call('getLogs', id),
    }
  }
  async containerFetch(request, port) {
    const { pathname, search } = new URL(request.url)
    return await fetch(this.env.CONTROL + '/' + this.ctx.id + '/port/' + port + pathname + search, request)
  }
  execWithSessionToken(command, token, options) { return this.#call('exec', command, options) }
  mountBucket(bucket, path, options) { return this.#call('mountBucket', bucket, path, options) }
  unmountBucket(path) { return this.#call('unmountBucket', path) }
  destroy() { return this.#call('destroy') }
}

export default { fetch: () => new Response(null, { status: 404 }) }
`
