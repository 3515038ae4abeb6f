import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cinematographer, startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { type Photographer, startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import { probeMedia } from '../../media/src/index.ts'

const KEYS = {
  FAL_KEY: 'distinctive-fal-id:distinctive-fal-secret',
  KLING_ACCESS_KEY: 'distinctive-kling-access',
  KLING_SECRET_KEY: 'distinctive-kling-secret-of-32-bytes',
}
const { FAL_KEY: apiKey, KLING_ACCESS_KEY: accessKey, KLING_SECRET_KEY: secretKey } = KEYS

const folder = mkdtempSync(join(tmpdir(), 'smoke-'))
let photographer: Photographer
let cinematographer: Cinematographer
beforeAll(async () => {
  photographer = await startPhotographer({ port: 0, speed: 'fast', apiKey })
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', accessKey, secretKey })
})
afterAll(async () => {
  await Promise.all([photographer.close(), cinematographer.close()])
  rmSync(folder, { recursive: true })
})

/** Runs the command; what the environment does not set is set to nothing, whatever this checkout's .dev.vars says. */
function start(name: string, args: string[], env: Record<string, string>) {
  const none = { CLIP_PROVIDER: '', CLIP_MODEL: '', IMAGE_MODEL: '', RESULT_HOSTS: '', ANTHROPIC_API_KEY: '' }
  const { url: FAL_BASE_URL } = photographer
  const { url: KLING_BASE_URL } = cinematographer
  const out = join(folder, name)
  const child = execa(process.execPath, [join(import.meta.dirname, 'smokeLive.ts'), '--out', out, ...args], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...none, FAL_BASE_URL, KLING_BASE_URL, ...KEYS, ...env },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
  })
  return { child, out }
}

async function run(name: string, args: string[], env: Record<string, string> = {}) {
  const { child, out } = start(name, args, env)
  const { exitCode, all } = await child
  const [recording = ''] = globSync('*', { cwd: out })
  return { code: exitCode, output: all, recording: join(out, recording) }
}

const orders = () => ({ fal: photographer.books().requests.length, kling: cinematographer.books().tasks.length })

function read(recording: string): { name: string; text: string }[] {
  return readdirSync(recording).map((name) => ({ name, text: readFileSync(join(recording, name)).toString('latin1') }))
}

function expectNoKeyIn(text: string): void {
  for (const part of Object.values(KEYS).flatMap((key) => key.split(':'))) expect(text).not.toContain(part)
}

it('shows what is bought and its price, and orders nothing without a yes', async () => {
  const { code, output } = await run('asked', ['--clip'])
  expect(code).toBe(2)
  expect(output).toContain('one 1K picture with nano-banana-pro, by fal: 0.15 USD')
  expect(output).toContain('one 5 s clip with kling-v2-6, by Kling: 0.35 USD')
  expect(output).toContain('together: 0.50 USD')
  expect(output).toContain('Add --yes to buy without a question')
  expect(orders()).toEqual({ fal: 0, kling: 0 })
})

it('buys nothing when the answer is Return', async () => {
  const line = `stty cols 200 rows 50; exec ${process.execPath} ${join(import.meta.dirname, 'smokeLive.ts')} --out ${folder}/no`
  // util-linux's, which makes a terminal.
  const child = execa('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'xterm', ...KEYS, FAL_BASE_URL: photographer.url },
    extendEnv: false,
    stdin: 'pipe',
    reject: false,
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const isAsked = output.includes('Buy it for')
    output += chunk
    if (!isAsked && output.includes('Buy it for')) child.stdin.write('\r')
  })
  const { exitCode } = await child
  expect(output).toContain('Buy it for 0.15 USD?')
  expect(output).toContain('Nothing was bought.')
  expect(exitCode).toBe(0)
  expect(orders()).toEqual({ fal: 0, kling: 0 })
})

it('says how to set the key that is missing', async () => {
  const { code, output } = await run('keyless', ['--yes'], { FAL_KEY: '' })
  expect(code).toBe(1)
  expect(output).toContain('There is no FAL_KEY')
  expect(output).toContain('.dev.vars')
})

it.each([
  ['Kling', { CLIP_PROVIDER: '' }, { fal: 1, kling: 1 }],
  ['fal', { CLIP_PROVIDER: 'fal' }, { fal: 2, kling: 0 }],
])('makes a picture and a clip by %s, and records all of it but the keys', async (by, env, more) => {
  const before = orders()
  const { code, output, recording } = await run(by, ['--clip', '--yes'], env)
  expect(code, output).toBe(0)
  expect(orders()).toEqual({ fal: before.fal + more.fal, kling: before.kling + more.kling })
  expect(output.indexOf('together: 0.50 USD')).toBeLessThan(output.indexOf('Ordered'))
  expect(await probeMedia(join(recording, 'hero.png'))).toMatchObject({ width: 1264, height: 848 })
  expect(await probeMedia(join(recording, 'clip.mp4'))).toMatchObject({ kind: 'clip' })
  const receipts = JSON.parse(readFileSync(join(recording, 'receipts.json'), 'utf8'))
  expect(receipts).toMatchObject([
    { file: 'hero.png', priceUsd: 0.15, billedUsd: 0.15 },
    { file: 'clip.mp4', priceUsd: 0.35, how: `with kling-v2-6, by ${by}` },
  ])

  const files = read(recording)
  for (const { text } of files) expectNoKeyIn(text)
  expectNoKeyIn(output)
  const exchanges = files.filter(({ name }) => /^\d{3}-/.test(name)).map(({ text }) => JSON.parse(text))
  const ordered = exchanges.find(({ request }) => request.method === 'POST' && /nano-banana-pro/.test(request.url))
  expect(ordered).toMatchObject({
    request: { headers: { authorization: '[redacted]' }, body: { resolution: '1K', num_images: 1 } },
    response: { status: 200, body: { status: 'IN_QUEUE', request_id: receipts[0].order.id } },
  })
  const downloads = exchanges.filter(({ response }) => response.body?.sha256 !== undefined)
  expect(downloads.map(({ response }) => response.body.sha256)).toEqual(
    expect.arrayContaining(receipts.map(({ sha256 }: { sha256: string }) => sha256)),
  )
})

it('says in words what the provider refuses', async () => {
  const { code, output } = await run('refused', ['--yes'], { FAL_KEY: 'another-id:another-secret' })
  expect(code).toBe(1)
  expect(output).toMatch(/does not accept the key|FAL_KEY/)
  expect(output).not.toContain('another-secret')
})

describe('an order of which the provider says nothing', () => {
  let fault: ((request: Request) => Response | undefined) | undefined
  let vague: Photographer
  beforeAll(async () => {
    vague = await startPhotographer({ port: 0, speed: 'fast', apiKey, faults: (request) => fault?.(request) })
  })
  afterAll(() => vague.close())

  it('because of the account is waited for all the same, and bought once', async () => {
    let refusals = 1
    fault = ({ url }) => {
      const isMeant = url.includes('/status') && !url.includes('/00000000-') && refusals-- > 0
      return isMeant ? Response.json({ detail: 'User is locked.' }, { status: 403 }) : undefined
    }
    const { code, output } = await run('locked', ['--yes'], { FAL_BASE_URL: vague.url })
    expect(code, output).toBe(0)
    expect(vague.books().requests).toHaveLength(1)
    expect(refusals).toBeLessThan(0)
  })

  it('but an edge is told to have been taken, perhaps', async () => {
    fault = ({ method }) => (method === 'POST' ? new Response('<h1>Bad gateway</h1>', { status: 502 }) : undefined)
    const { code, output } = await run('unanswered', ['--yes'], { FAL_BASE_URL: vague.url })
    expect(code).toBe(1)
    expect(output).toContain('It may have been charged.')
    expect(output).toContain(
      'An order of one 1K picture has gone out, and was not answered yet: it may have been taken.',
    )
  })
})

it('says when it is interrupted what was ordered, and where that is found', async () => {
  const slow = await startPhotographer({ port: 0, speed: 'fast', apiKey, times: { pictureMs: 60_000 } })
  const { child, out } = start('interrupted', ['--yes'], { FAL_BASE_URL: slow.url })
  let isInterrupted = false
  child.all.on('data', (chunk: Buffer) => {
    if (isInterrupted || !String(chunk).includes('Ordered')) return
    isInterrupted = true
    child.kill('SIGINT')
  })
  const { exitCode, all } = await child
  const [request] = slow.books().requests
  await slow.close()
  expect(exitCode).toBe(130)
  expect(all).toContain(`Ordered, and not here yet: one 1K picture, request ${request?.requestId} of fal`)
  const [recording = ''] = globSync('*', { cwd: out })
  expect(
    read(join(out, recording))
      .map(({ text }) => text)
      .join(),
  ).toContain('response_url')
})
