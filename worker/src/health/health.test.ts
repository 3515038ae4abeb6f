import { once } from 'node:events'
import { createServer } from 'node:net'
import { Health, Problem } from '@fashion-shoot/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { type RunningWorker, startWorker } from '../../test/startWorker.ts'

const KEYS = {
  ANTHROPIC_API_KEY: 'key-of-the-director',
  FAL_KEY: 'key-of:images',
  KLING_ACCESS_KEY: 'key-of-clips',
  KLING_SECRET_KEY: 'secret-of-clips',
}
const DEPLOYED = { LOOPBACK: '', ...KEYS }

let running: RunningWorker | undefined

async function start(vars: Record<string, string>): Promise<RunningWorker> {
  running = await startWorker(vars)
  return running
}
afterEach(async () => await running?.close())

async function read({ url }: RunningWorker): Promise<{ status: number; health: Health; text: string }> {
  const response = await fetch(`${url}/api/health`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const text = await response.text()
  return { status: response.status, health: Health.parse(JSON.parse(text)), text }
}

it('tells a deployment from a machine of one’s own', async () => {
  const deployed = await start(DEPLOYED)
  const { status, health, text } = await read(deployed)
  expect(Object.values(health.parts).map(({ mode }) => mode)).toEqual(Array(7).fill('live'))
  expect(health.parts.sandbox.state).toBe('ok')
  for (const key of Object.values(KEYS)) expect(text).not.toContain(key)
  expect(health.clipKeys).toBe('KLING_ACCESS_KEY with KLING_SECRET_KEY, or FAL_KEY')
  // Nobody has made an access token yet: that is no failure, but not all is well either.
  expect(health.parts.access.state).toBe('unconfigured')
  expect({ status, ok: health.ok }).toEqual({ status: 200, ok: false })
  await deployed.close()
  const { parts } = (await read(await start(KEYS))).health
  expect([parts.database.mode, parts.storage.mode, parts.access.mode]).toEqual(['local', 'local', 'local'])
})

it('is not worn out by being asked where a part has no key: the answer before serves for a while', async () => {
  const worker = await start({ ...DEPLOYED, FAL_KEY: '' })
  const { text } = await read(worker)
  await (await worker.database()).prepare('DROP TABLE sessions').run()
  expect((await read(worker)).text).toBe(text)
})

describe('a database', () => {
  it.each([
    ['without its tables', 'DROP TABLE d1_migrations'],
    ['that has lost one', 'DROP TABLE sessions'],
    ['whose last migration is missing', 'DELETE FROM d1_migrations WHERE id = (SELECT max(id) FROM d1_migrations)'],
  ])('%s is down, and is told how it comes up', async (_, statement) => {
    const worker = await start(DEPLOYED)
    await (await worker.database()).prepare(statement).run()
    const { status, health } = await read(worker)
    expect(status).toBe(503)
    expect(health.parts.database).toMatchObject({ state: 'down', mode: 'live' })
    expect(health.parts.database.message).toContain('npm run db:migrate')
  })
})

it('takes an empty key for none', async () => {
  const { health } = await read(await start({ ...DEPLOYED, FAL_KEY: '' }))
  expect([health.parts.images.state, health.parts.clips.state]).toEqual(['unconfigured', 'ok'])
})

it('takes fal’s key for clips too, where Kling has none', async () => {
  const { KLING_ACCESS_KEY: _, KLING_SECRET_KEY: __, ...vars } = DEPLOYED
  const worker = await start(vars)
  expect((await read(worker)).health.parts.clips.state).toBe('ok')
  await worker.close()
  const { parts } = (await read(await start({ ...vars, CLIP_PROVIDER: 'kling' }))).health
  expect(parts.clips.state).toBe('unconfigured')
})

it('takes a bearer token for the director’s key, and says when its model has no price', async () => {
  const director = {
    ANTHROPIC_API_KEY: '',
    ANTHROPIC_AUTH_TOKEN: 'token-of-the-director',
    ANTHROPIC_MODEL: 'own-model-1',
  }
  const { health, text } = await read(await start({ ...DEPLOYED, ...director }))
  expect(health.parts.director).toMatchObject({ state: 'ok', message: expect.stringContaining('own-model-1') })
  expect(text).not.toContain('token-of-the-director')
})

it('names a setting that is malformed, at every address, and no value', async () => {
  const { url } = await start({ ...DEPLOYED, SANDBOX_SLEEP_AFTER: 'a-while' })
  for (const path of ['/api/health', '/api/sessions', '/']) {
    const response = await fetch(url + path)
    const text = await response.text()
    expect(Problem.parse(JSON.parse(text))).toMatchObject({
      status: 503,
      code: 'unconfigured',
      detail: expect.stringContaining('SANDBOX_SLEEP_AFTER'),
      hint: expect.stringContaining('docs/settings.md'),
    })
    expect(text).not.toContain('a-while')
  }
})

it('says of a part that does not answer only that, and why in the log', async () => {
  // Takes connections and says nothing.
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  const worker = await start({ ...KEYS, DEMO_PARTS: 'images', FAL_BASE_URL: `http://127.0.0.1:${address.port}` })
  const { status, health } = await read(worker)
  silent.close()
  expect(status).toBe(503)
  expect(health.parts.images).toEqual({ state: 'down', mode: 'demo', message: 'does not answer' })
  const line = worker.lines.map((text) => JSON.parse(text)).find(({ event }) => event === 'part_down')
  expect(line).toMatchObject({ level: 'warn', part: 'images', error: { name: 'TimeoutError' } })
})
