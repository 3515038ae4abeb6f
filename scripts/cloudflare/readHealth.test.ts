import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterEach, expect, it } from 'vitest'
import { startWorker } from '../../worker/test/startWorker.ts'
import { readHealth } from './readHealth.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('tells each part of a real Worker in words, and by its exit code that not all is well', {
  timeout: 60_000,
}, async () => {
  const worker = await startWorker({})
  stops.push(worker.close)
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [join(import.meta.dirname, 'health.ts'), worker.url],
    {
      reject: false,
    },
  )
  expect(stdout).toMatch(/^Version \d+\.\d+\.\d+/)
  expect(stdout).toMatch(/^✓ database: /m)
  expect(stdout).toMatch(/^✓ storage: /m)
  expect(stderr).toContain('Not all is well')
  expect(exitCode).toBe(1)
})

it('hands on what a studio says that cannot tell its parts', async () => {
  const worker = await startWorker({ SANDBOX_SLEEP_AFTER: 'a while' })
  stops.push(worker.close)
  expect(await readHealth(worker.url)).toEqual({ problem: expect.stringContaining('SANDBOX_SLEEP_AFTER') })
})

it('says what stands in the way', async () => {
  const page = await serve((_, response) => response.end('<h1>hello</h1>'))
  expect(await readHealth(page)).toEqual({ problem: expect.stringContaining('not as a studio does') })
  const behindAccess = await serve((_, response) => {
    response.writeHead(302, { location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login' }).end()
  })
  expect(await readHealth(behindAccess)).toEqual({ problem: expect.stringContaining('behind Cloudflare Access') })
  const silent = await serve(() => {})
  expect(await readHealth(silent, 200)).toEqual({ problem: expect.stringContaining('nothing came in time') })
  await stops.pop()?.()
  expect(await readHealth(silent)).toEqual({ problem: expect.stringContaining('ECONNREFUSED') })
})
