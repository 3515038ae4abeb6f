/**
 * @module What a container can reach. `ContainerProxy`, which the platform puts between a container and the network, runs in
 * workerd from our own bundle, with the settings that a Sandbox object hands it; a second Worker sends what a container would.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ShootState } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenTurn, openTurn } from '../../test/openTurn.ts'
import { type ScriptedHost, startScriptedHost } from '../../test/startScriptedHost.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

/** The Worker that sends through the proxy, and tells the id of a session's container. */
const PROBE = `
export default {
  async fetch(request, env) {
    const { session, url, headers } = await request.json()
    if (session !== undefined) return new Response(env.SANDBOX.idFromName(session).toString())
    return await env.PROXY.fetch(url, { headers })
  },
}
`
const stateDir = mkdtempSync(join(tmpdir(), 'worker-'))

/** A server on the open internet, as far as a container is concerned. */
let outside: Server
let outsideHost: string
let host: ScriptedHost
let worker: RunningWorker | undefined
let turn: OpenTurn
let containerId: string

beforeAll(async () => {
  host = await startScriptedHost()
  outside = createServer((_, response) => response.end('the internet')).listen(0, '127.0.0.1')
  await once(outside, 'listening')
  const address = outside.address()
  outsideHost = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  await start({})
  turn = await openTurn(`${worker?.url}/api`, host, 'Stay')
  containerId = await (await ask({ session: turn.sessionId })).text()
})
afterAll(async () => {
  await worker?.close()
  await host.close()
  outside.close()
  rmSync(stateDir, { recursive: true, force: true })
})

/** Starts the Worker, with what a container's Sandbox object tells the proxy. */
async function start(props: { containerId?: string; allowedHosts?: string[] }): Promise<void> {
  await worker?.close()
  const settings = { className: 'Sandbox', enableInternet: false, outboundByHostOverrides: {}, ...props }
  worker = await startWorker({ AGENT_HOST_URL: host.url, AGENT_HOST_TOKEN: host.token }, stateDir, (ours) => [
    ours,
    {
      name: 'probe',
      modules: true,
      script: PROBE,
      compatibilityDate: '2026-11-17',
      routes: ['*/probe'],
      serviceBindings: { PROXY: { name: ours.name ?? '', entrypoint: 'ContainerProxy', props: settings } },
      durableObjects: { SANDBOX: { className: 'Sandbox', scriptName: ours.name ?? '' } },
    },
  ])
}

async function ask(body: object): Promise<Response> {
  return await fetch(`${worker?.url}/probe`, { method: 'POST', body: JSON.stringify(body) })
}

async function send(url: string, token?: string): Promise<Response> {
  return await ask({ url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
}

describe('a container', () => {
  beforeAll(() => start({ containerId }))

  it('reaches the gateway with its session’s token', async () => {
    const response = await send('http://gateway.internal/shoot', turn.token)
    expect(response.status).toBe(200)
    expect(ShootState.parse(await response.json()).spentUsd).toBe(0)
  })

  it.each([
    ['no token', () => undefined],
    ['a token that nobody gave', () => `${turn.sessionId}.${'0'.repeat(64)}`],
    ['what is no token', () => 'nonsense'],
  ])('reaches nothing in the gateway with %s', async (_, token) => {
    expect((await send('http://gateway.internal/shoot', token())).status).toBe(401)
  })

  it('reaches no other host, and nothing else of the Worker', async () => {
    expect((await send(`http://${outsideHost}/`)).status).toBe(520)
    expect((await send('http://r2.internal/STORAGE/')).status).toBe(520)
    expect((await send('http://gateway.internal/api/sessions', turn.token)).status).toBe(404)
  })
})

it('another session’s token is of no use in a container', async () => {
  await start({ containerId: 'f'.repeat(64) })
  expect((await send('http://gateway.internal/shoot', turn.token)).status).toBe(401)
})

it('a container reaches the hosts that the owner lists, the gateway still, and no more', async () => {
  await start({ containerId, allowedHosts: ['gateway.internal', '127.0.0.1'] })
  expect(await (await send(`http://${outsideHost}/`)).text()).toBe('the internet')
  expect((await send('http://gateway.internal/shoot', turn.token)).status).toBe(200)
  expect((await send(`http://localhost:${outsideHost.split(':')[1]}/`)).status).toBe(520)
})
