/** Webhooks as a receiver sees them: signed by the published keys, and sent until they are taken. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiError, createFalClient } from '@fal-ai/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rewriteHosts } from './rewriteHosts.ts'
import { type Fault, type Photographer, startPhotographer } from './startPhotographer.ts'

const TEXT = 'fal-ai/nano-banana-pro'

let photographer: Photographer
let receiver: Server
let received: { headers: IncomingHttpHeaders; body: string }[]
/** How the receiver answers, in turn; with 200 after these. */
let answers: number[]
let fault: Fault | undefined

beforeEach(async () => {
  received = []
  answers = []
  fault = undefined
  const faults = ({ method }: Request) => (method === 'POST' ? fault : undefined)
  photographer = await startPhotographer({ port: 0, speed: 'fast', faults })
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    received.push({ headers: request.headers, body })
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end()
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
})
afterEach(async () => {
  await photographer.close()
  receiver.closeAllConnections()
  receiver.close()
})

const client = () => createFalClient({ credentials: 'demo:secret', fetch: rewriteHosts(photographer.url) })
const hookUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?job=7`
const submit = (input: { prompt: string }) => client().queue.submit(TEXT, { input, webhookUrl: hookUrl() })
const isReceived = (times: number) => expect.poll(() => received.length, { timeout: 10_000 }).toBe(times)

const Keys = z.strictObject({
  keys: z.array(z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })).min(1),
})

/** As fal documents it, with WebCrypto in place of the emulator's own node:crypto. */
async function isSigned({ headers, body }: (typeof received)[number]): Promise<boolean> {
  const published = await fetch(`${photographer.url}/rest.fal.ai/.well-known/jwks.json`)
  const header = (name: string) => String(headers[`x-fal-webhook-${name}`])
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex')
  const message = [header('request-id'), header('user-id'), header('timestamp'), digest].join('\n')
  const signature = header('signature')
  expect(signature).toMatch(/^[0-9a-f]{128}$/)
  const [jwk] = Keys.parse(await published.json()).keys
  const key = await crypto.subtle.importKey('jwk', jwk ?? {}, { name: 'Ed25519' }, false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, Buffer.from(signature, 'hex'), Buffer.from(message))
}
const ageOf = ({ headers }: (typeof received)[number]) => Date.now() / 1000 - Number(headers['x-fal-webhook-timestamp'])

describe('a webhook', () => {
  it('reports the result, signed, once it can be had', async () => {
    const { request_id } = await submit({ prompt: 'a stage' })
    await isReceived(1)
    const [report] = received
    if (!report) throw new Error('nothing was received')
    const { data } = await client().queue.result(TEXT, { requestId: request_id })
    expect(JSON.parse(report.body)).toEqual({
      request_id,
      gateway_request_id: request_id,
      status: 'OK',
      payload: data,
    })
    expect(report.headers['x-fal-webhook-request-id']).toBe(request_id)
    expect(report.headers['content-type']).toBe('application/json')
    expect(ageOf(report)).toBeLessThan(5)
    expect(await isSigned(report)).toBe(true)
    expect(await isSigned({ ...report, body: report.body.replace('OK', 'KO') })).toBe(false)
  })

  it('reports a failure with what the model said', async () => {
    const { request_id } = await submit({ prompt: 'full nudity' })
    await isReceived(1)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      request_id,
      status: 'ERROR',
      error: 'Invalid status code: 422',
      payload: { detail: [{ type: 'content_policy_violation' }] },
    })
  })

  it('comes again until it is taken, and not after that', async () => {
    answers = [500, 302, 404]
    await submit({ prompt: 'a stage' })
    await isReceived(4)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(received).toHaveLength(4)
  })

  it.each([
    ['forged', false, 0],
    ['old', true, 600],
  ] as const)('is %s when a test orders it so', async (flaw, signed, age) => {
    fault = { webhook: flaw }
    await submit({ prompt: 'a stage' })
    await isReceived(1)
    const [report] = received
    if (!report) throw new Error('nothing was received')
    expect(await isSigned(report)).toBe(signed)
    expect(Math.abs(ageOf(report) - age)).toBeLessThan(5)
  })

  it('comes twice when a test orders it so', async () => {
    fault = { webhook: 'twice' }
    await submit({ prompt: 'a stage' })
    await isReceived(2)
    expect(received[0]?.body).toBe(received[1]?.body)
  })

  it.each(['ftp://example.com/hook', 'hook', ''])('is refused for the URL %j', async (url) => {
    const response = await fetch(`${photographer.url}/queue.fal.run/${TEXT}?fal_webhook=${encodeURIComponent(url)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Key a:b' },
      body: '{"prompt":"a stage"}',
    })
    expect([response.status, await response.json()]).toEqual([
      400,
      { detail: 'fal_webhook must be an http or https URL', error_type: 'bad_request' },
    ])
    expect(photographer.books().requests).toEqual([])
  })

  it('of a cancelled request says so', async () => {
    const { request_id } = await submit({ prompt: 'a stage' })
    await client().queue.cancel(TEXT, { requestId: request_id })
    await isReceived(1)
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ status: 'ERROR', error: 'Invalid status code: 499' })
    const result = await client()
      .queue.result(TEXT, { requestId: request_id })
      .catch((error: unknown) => error)
    expect(result).toBeInstanceOf(ApiError)
  })
})
