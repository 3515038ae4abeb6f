import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cinematographer, startCinematographer } from '../cinematographer/startCinematographer.ts'
import { type Director, startDirector } from '../director/startDirector.ts'
import { type Photographer, startPhotographer } from '../photographer/startPhotographer.ts'
import { clipsFault } from './clipsFault.ts'
import { directorFault } from './directorFault.ts'
import { imagesFault } from './imagesFault.ts'
import { type FaultDesk, startFaultDesk } from './startFaultDesk.ts'

let desk: FaultDesk
let director: Director
let photographer: Photographer
let cinematographer: Cinematographer

beforeEach(async () => {
  desk = await startFaultDesk(0)
  director = await startDirector({ port: 0, speed: 'fast', faults: desk.faults(directorFault) })
  photographer = await startPhotographer({ port: 0, speed: 'fast', faults: desk.faults(imagesFault) })
  const keys = { accessKey: 'access', secretKey: 'a-secret-of-the-test', apiKey: 'plain' }
  cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults: desk.faults(clipsFault) })
})
afterEach(() => Promise.all([desk, director, photographer, cinematographer].map((server) => server.close())))

const declare = (...faults: unknown[]) => fetch(`${desk.url}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
const used = async () =>
  ((await (await fetch(`${desk.url}/faults`)).json()) as { used: number }[]).map((fault) => fault.used)

const json = { 'content-type': 'application/json' }
const order = () =>
  fetch(`${photographer.url}/queue.fal.run/fal-ai/nano-banana-pro`, {
    method: 'POST',
    headers: { ...json, authorization: 'Key a:b' },
    body: '{"prompt":"a stage"}',
  })
const ask = (path: string) =>
  fetch(`${photographer.url}/queue.fal.run/fal-ai/nano-banana-pro/requests/${path}`, {
    headers: { authorization: 'Key a:b' },
  })
type Taken = { request_id: string }
const orderTaken = async () => (await (await order()).json()) as Taken
const untilOver = async (id: string) => {
  while ((await ask(`${id}/status`)).status === 202) await new Promise((resolve) => setTimeout(resolve, 10))
}
const task = () => fetch(`${cinematographer.url}/v1/videos/image2video`, { headers: { authorization: 'Bearer plain' } })
const film = () =>
  fetch(`${cinematographer.url}/v1/videos/image2video`, {
    method: 'POST',
    headers: { ...json, authorization: 'Bearer plain' },
    body: '{"model_name":"kling-v2-6","image":"none","prompt":"a stage","duration":"5"}',
  })
const say = () =>
  fetch(`${director.url}/v1/messages`, {
    method: 'POST',
    headers: { ...json, 'x-api-key': 'key', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'claude-sonnet-5',
      max_tokens: 1000,
      stream: true,
      messages: [{ role: 'user', content: 'hello' }],
    }),
  })

describe('the fault desk', () => {
  it('lets the first requests of a route pass, spoils as many as was said, and counts them', async () => {
    await declare({ route: 'images.submit', skip: 1, times: 2, fault: { kind: 'status', status: 503 } })
    const statuses: number[] = []
    for (let count = 0; count < 4; count++) statuses.push((await order()).status)
    expect(statuses).toEqual([200, 503, 503, 200])
    expect(await used()).toEqual([2])
    expect(photographer.books().requests).toHaveLength(2)
  })

  it('refuses what it does not understand, and keeps what was declared before', async () => {
    await declare({ route: 'images.submit', fault: { kind: 'refuse' } })
    for (const wrong of [
      { route: 'images.nothing', fault: { kind: 'refuse' } },
      { route: 'images.submit', fault: { kind: 'refuse', ms: 3 } },
      { route: 'images.status', fault: { kind: 'policy' } },
      { route: 'director.messages', fault: { kind: 'lost' } },
    ]) {
      expect((await declare(wrong)).status).toBe(400)
    }
    expect(await used()).toEqual([0])
    await expect(order()).rejects.toThrow()
    expect(photographer.books().requests).toEqual([])
  })

  it("speaks each provider's own language of errors, with the time to wait", async () => {
    const fault = { kind: 'status', status: 429, retryAfter: 2 }
    await declare(...['images.submit', 'clips.submit', 'director.messages'].map((route) => ({ route, fault })))
    const answers = [await order(), await film(), await say()]
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429])
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['2', '2', '2'])
    const [fal, kling, anthropic] = await Promise.all(answers.map((answer) => answer.json()))
    expect(fal).toEqual({ detail: expect.any(String) })
    expect(kling).toMatchObject({ code: 1302, message: expect.any(String) })
    expect(anthropic).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } })
  })

  it('takes an order whose answer it loses, and writes it into the books', async () => {
    await declare({ route: 'images.submit', fault: { kind: 'lost' } })
    await expect(order().then((response) => response.json())).rejects.toThrow()
    expect(photographer.books().requests).toHaveLength(1)
  })

  it('fails an order for its content, and never ends another', async () => {
    await declare(
      { route: 'images.submit', fault: { kind: 'policy' } },
      { route: 'images.submit', fault: { kind: 'stall' } },
    )
    const [refused, endless] = [await orderTaken(), await orderTaken()]
    await untilOver(refused.request_id)
    expect((await ask(refused.request_id)).status).toBe(422)
    const third = await orderTaken()
    await untilOver(third.request_id)
    expect((await ask(`${endless.request_id}/status`)).status).toBe(202)
    expect(photographer.books().requests.map(({ state, billedUsd }) => [state, billedUsd])).toEqual([
      ['failed', 0],
      ['in_progress', 0],
      ['succeeded', 0.15],
    ])
  })

  it('cuts a file short, and a stream', async () => {
    await declare(
      { route: 'images.file', fault: { kind: 'cut', after: 100 } },
      { route: 'director.messages', fault: { kind: 'cut', after: 4 } },
    )
    const { request_id } = await orderTaken()
    await untilOver(request_id)
    const result = (await (await ask(request_id)).json()) as { images: [{ url: string; file_size: number }] }
    const [{ url, file_size: bytes }] = result.images
    const file = () => fetch(url.replace('https://', `${photographer.url}/`))
    const cut = await file()
    expect(Number(cut.headers.get('content-length'))).toBe(bytes)
    await expect(cut.arrayBuffer()).rejects.toThrow()
    expect((await (await file()).arrayBuffer()).byteLength).toBe(bytes)
    await expect(say().then((response) => response.text())).rejects.toThrow()
    expect(await (await say()).text()).toContain('message_stop')
  })

  it('makes a server slow', async () => {
    await declare({ route: 'clips.status', fault: { kind: 'slow', ms: 150 } })
    const began = performance.now()
    await fetch(`${cinematographer.url}/v1/videos/image2video/none`, { headers: { authorization: 'Bearer plain' } })
    expect(performance.now() - began).toBeGreaterThan(140)
    expect((await task()).status).toBe(200)
  })
})
