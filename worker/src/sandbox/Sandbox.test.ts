/** @module The real class, in workerd, in front of an engine that has no container. */
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBuiltWorker, workerOptions } from '../../local/workerOptions.ts'
import { type StandInEngine, startStandInEngine } from '../../test/startStandInEngine.ts'

const CALL = `
export default {
  async fetch(request, env) {
    const { session, method } = await request.json()
    try {
      return Response.json({ value: await env.SANDBOX.getByName(session)[method]() })
    } catch (error) {
      return Response.json({ error: error.message })
    }
  },
}
`

let engine: StandInEngine
let runtime: Miniflare
let url: URL

beforeAll(async () => {
  engine = await startStandInEngine()
  const folder = join(import.meta.dirname, '../..')
  const built = readBuiltWorker(folder)
  const vars = { SANDBOX_SLEEP_AFTER: '3m', SANDBOX_ALLOWED_HOSTS: 'fonts.example.com' }
  const SANDBOX = { className: 'Sandbox', useSQLite: true, container: { imageName: 'fashion-shoot-agent-sandbox' } }
  const options = workerOptions(built, { folder, port: 0, vars }, (ours) => [
    { ...ours, durableObjects: { ...ours.durableObjects, SANDBOX } },
    {
      name: 'caller',
      modules: true,
      script: CALL,
      compatibilityDate: '2026-11-17',
      routes: ['*/call'],
      durableObjects: { SANDBOX: { className: 'Sandbox', scriptName: built.name } },
    },
  ])
  runtime = new Miniflare({ ...options, containerEngine: engine.socket })
  url = new URL('/call', await runtime.ready)
})
afterAll(async () => {
  await runtime.dispose()
  await engine.close()
})

async function call(method: string): Promise<{ value?: unknown; error?: string }> {
  const session = '7e57d004-2b97-4e7a-b45f-5387367791cd'
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ session, method }) })
  return (await response.json()) as { value?: unknown; error?: string }
}

describe('a Sandbox object', () => {
  it('says that its container sleeps, and starts none for that', async () => {
    expect(await call('isAwake')).toEqual({ value: false })
    expect(await call('getState')).toMatchObject({ value: { status: 'stopped' } })
    expect(engine.changes).toEqual([])
  })

  it('lets through what the owner lists and our own, and asks for the gateway’s requests', async () => {
    // The package's own words for what it will hand the network in front of the container.
    expect(await call('getOutboundConfiguration')).toMatchObject({
      value: { allowedHosts: expect.arrayContaining(['gateway.internal', 'r2.internal', 'fonts.example.com']) },
    })
    expect(await call('getHostsToIntercept')).toMatchObject({ value: expect.arrayContaining(['gateway.internal']) })
  })

  it('fails in bounded time where none can be started', async () => {
    expect(await call('wake')).toEqual({ error: expect.any(String) })
    expect(await call('isAwake')).toEqual({ value: false })
  })

  it('can be destroyed though nothing runs, any number of times', async () => {
    expect(await call('destroy')).toEqual({})
    expect(await call('destroy')).toEqual({})
  })
})
