import { Health, Me, Problem } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawRequest } from '../../test/rawRequest.ts'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

let local: RunningWorker
let deployed: RunningWorker

beforeAll(async () => {
  ;[local, deployed] = await Promise.all([startWorker({}), startWorker({ LOOPBACK: '' })])
})
afterAll(async () => {
  await Promise.all([local.close(), deployed.close()])
})

const ADDRESSES = ['/', '/index.html', '/login', '/api/me', '/api/health', '/api/sessions', '/gateway/shoot']

describe('in local mode', () => {
  it('everybody on this machine is the same, without signing in', async () => {
    const { port } = new URL(local.url)
    for (const host of ['127.0.0.1', 'localhost']) {
      const answer = await rawRequest(`${local.url}/api/me`, { host: `${host}:${port}` })
      expect(Me.parse(JSON.parse(answer.body))).toEqual({ owner: 'local' })
    }
    const health = Health.parse(await (await fetch(`${local.url}/api/health`)).json())
    expect(health.parts.access).toMatchObject({ state: 'ok', mode: 'local' })
    expect((await fetch(`${local.url}/login?next=/shoots/1`, { redirect: 'manual' })).headers.get('location')).toBe(
      `${local.url}/shoots/1`,
    )
  })

  it.each(ADDRESSES)('%s is refused, in words, to a name that was made to lead here', async (address) => {
    for (const host of ['rebound.example', `rebound.example:${new URL(local.url).port}`, '192.168.0.7']) {
      const answer = await rawRequest(local.url + address, { host })
      const problem = Problem.parse(JSON.parse(answer.body))
      expect(problem).toMatchObject({ status: 403, code: 'foreign_host', hint: expect.stringContaining('address') })
    }
  })

  it('is not talked out of that by the header that rewrites the URL in the local runtime', async () => {
    const headers = { host: 'rebound.example', 'mf-original-url': `${local.url}/api/me` }
    expect(await rawRequest(`${local.url}/api/me`, headers)).toMatchObject({ status: 403 })
  })
})

describe('a deployment', () => {
  it.each(['localhost', '127.0.0.1', '[::1]', '127.0.0.1:8787'])('is not opened by being called %s', async (host) => {
    for (const address of ADDRESSES.filter((one) => one !== '/api/health')) {
      const { status } = await rawRequest(deployed.url + address, { host })
      expect([address, status]).toEqual([address, address.startsWith('/gateway') ? 404 : 503])
    }
  })
})
