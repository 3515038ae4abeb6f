import { afterEach, describe, expect, it } from 'vitest'
import { type RunningServer, serveLoopback } from '../../demo/src/shared/serveLoopback.ts'
import { startStudio } from '../cloudflare/test/startStudio.ts'
import { askAnthropic } from './askAnthropic.ts'
import { askFal } from './askFal.ts'
import { askKling } from './askKling.ts'
import { askLocalStudio, askStudio } from './askStudio.ts'
import { NoAnswer } from './callFree.ts'

let server: RunningServer | undefined
afterEach(() => server?.close())

/** A provider that answers by path; it remembers what it was asked. */
async function provider(answers: Record<string, [status: number, body: unknown]>) {
  const requests: Request[] = []
  server = await serveLoopback((request) => {
    requests.push(request.clone())
    const [status, body] = answers[new URL(request.url).pathname] ?? [404, {}]
    return Response.json(body, { status })
  }, 0)
  return { url: server.url, requests }
}

const LIST = '/v1/models'
const COUNT = '/v1/messages/count_tokens'
const error = (type: string, message: string) => ({ type: 'error', error: { type, message } })

describe('askAnthropic', () => {
  const models = { data: [{ id: 'claude-a' }, { id: 'claude-b' }] }

  it.each([
    ['lists the model', { [LIST]: [200, models] }, 'ok', 'accepts the key, and has claude-a'],
    [
      'knows it by an alias',
      { [LIST]: [200, { data: [] }], [COUNT]: [200, { input_tokens: 2 }] },
      'ok',
      'counts the tokens of claude-a',
    ],
    ['has no list', { [COUNT]: [200, { input_tokens: 2 }] }, 'ok', 'counts the tokens of claude-a'],
    [
      'has other models',
      { [LIST]: [200, { data: [{ id: 'claude-b' }] }], [COUNT]: [404, error('not_found_error', 'model: claude-a')] },
      'wrong',
      'has no claude-a.\nSet ANTHROPIC_MODEL to one that it has: claude-b.',
    ],
    [
      'has no list, nor the model',
      { [COUNT]: [404, error('not_found_error', 'model: claude-a')] },
      'wrong',
      'Set ANTHROPIC_MODEL',
    ],
    [
      'refuses the key',
      { [LIST]: [401, error('authentication_error', 'invalid x-api-key')] },
      'wrong',
      'invalid x-api-key',
    ],
    ['refuses it without a list', { [COUNT]: [403, {}] }, 'wrong', 'does not accept the key (status 403)'],
    ['does neither', {}, 'warning', 'neither lists models nor counts tokens'],
  ] as const)('a service that %s', async (_, answers: object, state, words) => {
    const { url } = await provider(answers as Parameters<typeof provider>[0])
    const finding = await askAnthropic({
      ANTHROPIC_API_KEY: 'sk-ant-x',
      ANTHROPIC_AUTH_TOKEN: undefined,
      AI_GATEWAY_TOKEN: undefined,
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_MODEL: 'claude-a',
    })
    expect(finding).toEqual({ state, what: expect.stringContaining(words) })
  })

  it('brings the token that a service wants, and that of a gateway', async () => {
    const { url, requests } = await provider({ [LIST]: [200, models] })
    await askAnthropic({
      ANTHROPIC_API_KEY: undefined,
      ANTHROPIC_AUTH_TOKEN: 'mine',
      AI_GATEWAY_TOKEN: 'theirs',
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_MODEL: 'claude-a',
    })
    const sent = Object.fromEntries(requests[0]?.headers ?? [])
    expect(sent).toMatchObject({ authorization: 'Bearer mine', 'cf-aig-authorization': 'Bearer theirs' })
    expect(sent).not.toHaveProperty('x-api-key')
  })
})

describe('askFal', () => {
  const price = (endpoint_id: string, unit_price: number) => ({
    endpoint_id,
    unit_price,
    unit: 'images',
    currency: 'USD',
  })
  const ask = (baseUrl: string) =>
    askFal({ key: 'a:b', baseUrl, imageModel: 'nano-banana-pro', clipModel: 'kling-v2-6' })

  it('tells of a price that has moved, and of one that is missing', async () => {
    const prices = [price('fal-ai/nano-banana-pro', 0.2)]
    const { url, requests } = await provider({ '/api.fal.ai/v1/models/pricing': [200, { prices }] })
    const findings = await ask(url)
    expect(findings.map(({ state, what }) => [state, what.split('\n')[0]])).toEqual([
      ['ok', 'fal accepts FAL_KEY'],
      ['warning', expect.stringMatching(/takes 0\.2 USD .*nano-banana-pro, and our table has 0\.15 USD/)],
      ['warning', expect.stringMatching(/no price for fal-ai\/kling-video\/v2\.6\/pro\/image-to-video; .* 0\.07 USD/)],
    ])
    expect(requests[0]?.headers.get('authorization')).toBe('Key a:b')
  })

  it.each([
    [401, { detail: 'Invalid' }, 'does not accept FAL_KEY'],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }, 'Exhausted balance.\nLook at its balance'],
    [403, { error: { type: 'authorization_error', message: 'Access denied' } }, ': Access denied\n'],
    [404, { error: { type: 'not_found', message: 'no' } }, 'Set another IMAGE_MODEL or CLIP_MODEL'],
  ])('says what %i %j means', async (status, body, words) => {
    const { url } = await provider({ '/api.fal.ai/v1/models/pricing': [status, body] })
    expect(await ask(url)).toEqual([{ state: 'wrong', what: expect.stringContaining(words) }])
  })

  it('says that nobody answers well', async () => {
    await expect(ask('http://127.0.0.1:9')).rejects.toThrow(/127\.0\.0\.1:9 does not answer: /)
    const { url } = await provider({ '/api.fal.ai/v1/models/pricing': [503, {}] })
    await expect(ask(url)).rejects.toThrow(NoAnswer)
    const other = await provider({ '/api.fal.ai/v1/models/pricing': [200, { hello: 'there' }] })
    expect(await ask(other.url)).toMatchObject([{ state: 'wrong' }])
  })
})

describe('askKling', () => {
  it.each([
    [200, { code: 0, message: 'SUCCEED', data: [] }, 'ok', 'accepts the keys'],
    [401, { code: 1004, message: 'expired' }, 'wrong', 'Is the clock of this machine right?'],
    [401, { code: 1002, message: 'invalid' }, 'wrong', 'Copy KLING_ACCESS_KEY'],
    [429, { code: 1102, message: 'pack used up' }, 'wrong', 'Look at the account at Kling'],
    [429, { code: 1302, message: 'rate' }, 'wrong', 'Try again later'],
    [200, '<html>', 'wrong', 'Is KLING_BASE_URL right?'],
  ])('%s %j', async (status, body, state, words) => {
    const { url } = await provider({ '/v1/videos/image2video': [status, body] })
    expect(await askKling('access', 'secret-of-at-least-32-bytes-or-so', url)).toEqual({
      state,
      what: expect.stringContaining(words),
    })
  })
})

describe('a studio', () => {
  it('is asked part by part, and one that is deployed has to answer', async () => {
    const studio = await startStudio()
    studio.parts('down')
    const findings = await askStudio(studio.url)
    await studio.stop()
    expect(findings).toContainEqual({ state: 'ok', what: 'database: ready' })
    expect(findings).toContainEqual({ state: 'wrong', what: 'sandbox: is down' })
    expect(await askStudio(studio.url)).toEqual([{ state: 'wrong', what: expect.stringContaining('npm run logs') }])
  })

  it('need not run on this machine', async () => {
    expect(await askLocalStudio(9)).toEqual([{ state: 'note', what: expect.stringContaining('npm start starts it') }])
  })
})
