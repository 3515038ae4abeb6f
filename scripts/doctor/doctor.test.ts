import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cinematographer, startCinematographer } from '../../demo/src/cinematographer/startCinematographer.ts'
import { type Director, startDirector } from '../../demo/src/director/startDirector.ts'
import { type Photographer, startPhotographer } from '../../demo/src/photographer/startPhotographer.ts'
import { serveLoopback } from '../../demo/src/shared/serveLoopback.ts'
import { type Studio, startStudio } from '../cloudflare/test/startStudio.ts'
import { scratchCheckout } from './test/scratchCheckout.ts'

const KEYS = {
  ANTHROPIC_API_KEY: 'sk-ant-distinctive-anthropic',
  FAL_KEY: 'distinctive-fal-id:distinctive-fal-secret',
  KLING_ACCESS_KEY: 'distinctive-kling-access',
  KLING_SECRET_KEY: 'distinctive-kling-secret-of-32-bytes',
}
const PARTS_OF_KEYS = Object.values(KEYS).flatMap((key) => key.split(':'))
const { FAL_KEY: apiKey, KLING_ACCESS_KEY: accessKey, KLING_SECRET_KEY: secretKey } = KEYS

const checkout = scratchCheckout()
let photographer: Photographer
let cinematographer: Cinematographer
let director: Director
let studio: Studio
beforeAll(async () => {
  photographer = await startPhotographer({ port: 0, speed: 'fast', apiKey })
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', accessKey, secretKey })
  director = await startDirector({ port: 0, speed: 'fast', apiKey: KEYS.ANTHROPIC_API_KEY })
  studio = await startStudio()
})
afterAll(async () => {
  await Promise.all([photographer.close(), cinematographer.close(), director.close(), studio.stop()])
  checkout.remove()
})

function expectNoKeyIn(output: string): void {
  for (const part of PARTS_OF_KEYS) expect(output).not.toContain(part)
}

it('finds a machine without an account or a key in order', async () => {
  const { code, output } = await checkout.doctor([])
  expect(code, output).toBe(0)
  expect(output).toContain('Not set up for Cloudflare; only needed to deploy: npm run setup:cloudflare')
  expect(output).toMatch(/images: demo.*FAL_KEY/)
  expect(output).not.toMatch(/Docker|[✗!]/)
})

describe('with --live', () => {
  const addresses = () => ({
    ANTHROPIC_BASE_URL: director.url,
    FAL_BASE_URL: photographer.url,
    KLING_BASE_URL: cinematographer.url,
    IMAGE_MODEL: 'seedream-4.5',
    PORT: new URL(studio.url).port,
  })

  it('calls each provider once and buys nothing, asks the studio how it is, and tells no key', async () => {
    checkout.vars(Object.entries(KEYS).map(([name, value]) => `${name}=${value}`))
    const { code, output } = await checkout.doctor(['--live', '--json'], addresses())
    checkout.vars([])
    expect(code, output).toBe(0)
    expectNoKeyIn(output)
    const { ok, findings } = JSON.parse(output)
    expect(ok).toBe(true)
    expect(findings).toEqual(
      expect.arrayContaining(
        [
          ['Settings', 'ok', expect.stringContaining('seedream-4.5 at fal; FAL_KEY (.dev.vars) is set')],
          ['Providers and studio', 'ok', expect.stringMatching(/^director: 127\.0\.0\.1:\d+ accepts the key/)],
          ['Providers and studio', 'ok', 'fal accepts FAL_KEY, and takes what our table of prices says'],
          ['Providers and studio', 'ok', 'Kling accepts the keys'],
          ['Providers and studio', 'ok', 'storage: ready'],
          ['Providers and studio', 'warning', 'clips: its key is not set'],
        ].map(([about, state, what]) => ({ about, state, what })),
      ),
    )
    expect(photographer.books().requests).toEqual([])
    expect(cinematographer.books().tasks).toEqual([])
  })

  it('says who refuses a key, without the key, and what to do, also for a deploy where that is wanted', async () => {
    const wrongKeys = {
      ...KEYS,
      FAL_KEY: 'distinctive-fal-id:another',
      KLING_SECRET_KEY: 'another-distinctive-secret-of-32',
    }
    const rude = await serveLoopback((request) => {
      const message = `What is ${request.headers.get('x-api-key')}?`
      return Response.json({ type: 'error', error: { type: 'authentication_error', message } }, { status: 401 })
    }, 0)
    const env = { ...wrongKeys, ...addresses(), ANTHROPIC_BASE_URL: rude.url }
    const { code, output } = await checkout.doctor(['--live', '--deploy', '--skip-containers'], env)
    await rude.close()
    expect(code).toBe(1)
    expect(output).toMatch(/✗ director: 127\.0\.0\.1:\d+ does not accept the key \(What is \[redacted\]\?\)\.\n/)
    expect(output).toMatch(/✗ fal does not accept FAL_KEY\.\n {2}Copy it again/)
    expect(output).toMatch(/✗ Kling answers 100\d: .*\n {2}Copy KLING_ACCESS_KEY and KLING_SECRET_KEY again/)
    expect(output).toContain('Type npx wrangler login')
    expectNoKeyIn(output)
  })
})
