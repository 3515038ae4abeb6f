/** Every row of the tables of errors that fal and Kling document, produced on order. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cinematographer, startCinematographer } from '../cinematographer/startCinematographer.ts'
import { type Photographer, startPhotographer } from '../photographer/startPhotographer.ts'
import { clipsFault } from './clipsFault.ts'
import { imagesFault } from './imagesFault.ts'
import { type FaultDesk, startFaultDesk } from './startFaultDesk.ts'

const MODEL = 'fal-ai/nano-banana-pro'

let desk: FaultDesk
let photographer: Photographer
let cinematographer: Cinematographer

beforeEach(async () => {
  desk = await startFaultDesk(0)
  photographer = await startPhotographer({ port: 0, speed: 'fast', faults: desk.faults(imagesFault) })
  const keys = { accessKey: 'access', secretKey: 'a-secret-of-the-test', apiKey: 'plain' }
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults: desk.faults(clipsFault) })
})
afterEach(() => Promise.all([desk, photographer, cinematographer].map((server) => server.close())))

async function declare(...faults: unknown[]): Promise<void> {
  const { status } = await fetch(`${desk.url}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
  expect(status).toBe(204)
}
const json = { 'content-type': 'application/json' }
const fal = (path: string, body?: object) =>
  fetch(`${photographer.url}/queue.fal.run/${MODEL}${path}`, {
    headers: { ...json, authorization: 'Key a:b' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

/** The status and the result of a request, once it is over. */
async function ended() {
  const { request_id: id } = (await (await fal('', { prompt: 'a stage' })).json()) as { request_id: string }
  for (;;) {
    const status = await fal(`/requests/${id}/status`)
    if (status.status === 200) return { status: await status.json(), result: await fal(`/requests/${id}`) }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('fal', () => {
  it.each([
    ['content_policy_violation', 'false'],
    ['no_media_generated', 'true'],
    ['image_too_large', 'false'],
    ['image_too_small', 'false'],
    ['image_load_error', 'false'],
    ['file_download_error', 'false'],
    ['generation_timeout', 'true'],
    ['downstream_service_error', 'true'],
  ])('answers 422 with the model’s error %s', async (type, retryable) => {
    await declare({ route: 'images.submit', fault: { kind: 'model_error', type } })
    const { status, result } = await ended()
    expect(status).toMatchObject({ status: 'COMPLETED', error: expect.any(String), error_type: type })
    expect(result.status).toBe(422)
    expect(await result.json()).toEqual({
      detail: [{ loc: ['body', 'prompt'], msg: expect.any(String), type, url: expect.any(String), input: 'a stage' }],
    })
    expect(result.headers.get('x-fal-error-type')).toBe(type)
    expect(result.headers.get('x-fal-retryable')).toBe(retryable)
    expect(result.headers.get('x-fal-billable-units')).toBe('0')
  })

  it('may charge for a 422', async () => {
    await declare({ route: 'images.submit', fault: { kind: 'model_error', type: 'no_media_generated', charged: true } })
    const { result } = await ended()
    expect([result.status, result.headers.get('x-fal-billable-units')]).toEqual([422, '1'])
    expect(photographer.books()).toMatchObject({ requests: [{ state: 'failed', billedUsd: 0.15 }], billedUsd: 0.15 })
  })

  it.each([
    ['request_timeout', 504],
    ['startup_timeout', 504],
    ['runner_scheduling_failure', 503],
    ['runner_connection_timeout', 503],
    ['runner_disconnected', 503],
    ['runner_connection_refused', 503],
    ['runner_connection_error', 503],
    ['runner_incomplete_response', 503],
    ['runner_server_error', 503],
    ['client_disconnected', 499],
    ['client_cancelled', 499],
    ['bad_request', 400],
    ['internal_error', 500],
  ])('ends a request with %s, and answers %i', async (type, code) => {
    await declare({ route: 'images.submit', fault: { kind: 'request_error', type } })
    const { status, result } = await ended()
    expect(status).toMatchObject({ status: 'COMPLETED', error: expect.any(String), error_type: type })
    expect([result.status, await result.json()]).toEqual([code, { detail: expect.any(String), error_type: type }])
    expect(result.headers.get('x-fal-error-type')).toBe(type)
    expect(photographer.books().billedUsd).toBe(0)
  })

  it('locks an account without balance', async () => {
    await declare({ route: 'images.submit', fault: { kind: 'locked' } })
    const answer = await fal('', { prompt: 'a stage' })
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { detail: expect.stringMatching(/^User is locked\. Reason: Exhausted balance\./) },
    ])
  })
})

const kling = (path: string, body?: object) =>
  fetch(`${cinematographer.url}/v1/videos/image2video${path}`, {
    headers: { ...json, authorization: 'Bearer plain' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

describe('kling', () => {
  it.each([
    [401, [1000, 1001, 1002, 1003, 1004]],
    [429, [1100, 1101, 1102, 1302, 1303, 1304]],
    [403, [1103]],
    [400, [1200, 1201, 1300, 1301]],
    [404, [1202, 1203]],
    [500, [5000]],
    [503, [5001]],
    [504, [5002]],
  ])('answers %i with each of its codes', async (status, codes) => {
    for (const code of codes) {
      await declare(
        { route: 'clips.submit', fault: { kind: 'code', code } },
        { route: 'clips.status', fault: { kind: 'code', code } },
      )
      for (const answer of [await kling('', { prompt: 'a stage' }), await kling('/any')]) {
        expect([answer.status, await answer.json()]).toEqual([
          status,
          { code, message: expect.any(String), request_id: expect.any(String) },
        ])
      }
    }
    expect(cinematographer.books().tasks).toEqual([])
  })
})
