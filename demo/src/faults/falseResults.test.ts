/** Results that lie, of both makers: where they are, how large they are, what they are. */
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCinematographer } from '../cinematographer/startCinematographer.ts'
import { startPhotographer } from '../photographer/startPhotographer.ts'
import { clipsFault } from './clipsFault.ts'
import { imagesFault } from './imagesFault.ts'
import { type FaultDesk, startFaultDesk } from './startFaultDesk.ts'

let desk: FaultDesk
let close: () => Promise<unknown>
/** Orders something, waits for it, and gives the URL of its file, as it is told and as this machine reaches it. */
let order: Record<'images' | 'clips', () => Promise<{ told: string; here: string }>>

const json = { 'content-type': 'application/json' }

beforeEach(async () => {
  desk = await startFaultDesk(0)
  const images = await startPhotographer({ port: 0, speed: 'fast', faults: desk.faults(imagesFault) })
  const keys = { accessKey: 'access', secretKey: 'a-secret-of-the-test', apiKey: 'plain' }
  const clips = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults: desk.faults(clipsFault) })
  close = () => Promise.all([desk, images, clips].map((server) => server.close()))

  order = {
    images: async () => {
      const at = `${images.url}/queue.fal.run/fal-ai/nano-banana-pro`
      const headers = { ...json, authorization: 'Key a:b' }
      const taken = await fetch(at, { method: 'POST', headers, body: '{"prompt":"a stage"}' })
      const { request_id } = (await taken.json()) as { request_id: string }
      for (;;) {
        const answer = await fetch(`${at}/requests/${request_id}`, { headers })
        const result = (await answer.json()) as { images?: [{ url: string }] }
        const told = result.images?.[0].url
        if (told) return { told, here: told.replace('https://', `${images.url}/`) }
      }
    },
    clips: async () => {
      const at = `${clips.url}/v1/videos/image2video`
      const headers = { ...json, authorization: 'Bearer plain' }
      const picture = await sharp({ create: { width: 320, height: 300, channels: 3, background: '#754' } })
        .jpeg()
        .toBuffer()
      const body = { model_name: 'kling-v2-6', image: picture.toString('base64'), duration: '5' }
      const taken = await fetch(at, { method: 'POST', headers, body: JSON.stringify(body) })
      const { data } = (await taken.json()) as { data: { task_id: string } }
      for (;;) {
        const answer = (await (await fetch(`${at}/${data.task_id}`, { headers })).json()) as {
          data: { task_status: string; task_status_msg: string; task_result: { videos?: [{ url: string }] } }
        }
        const told = answer.data.task_result.videos?.[0].url
        if (told) return { told, here: told }
        if (answer.data.task_status === 'failed') throw new Error(answer.data.task_status_msg)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
})
afterEach(() => close())

async function declare(route: string, fault: object, times = 1): Promise<void> {
  const { status } = await fetch(`${desk.url}/faults`, {
    method: 'PUT',
    body: JSON.stringify([{ route, fault, times }]),
  })
  expect(status).toBe(204)
}

const makers = [
  ['images', 'images.result', 'image/png'],
  ['clips', 'clips.status', 'video/mp4'],
] as const

describe.each(makers)('%s', (maker, result, contentType) => {
  it('are told to be on a foreign host', async () => {
    // fal refuses the question while it works, and Kling answers it: each takes the fault up.
    await declare(result, { kind: 'result_url', url: 'http://169.254.169.254/latest' }, 10_000)
    expect((await order[maker]()).told).toBe('http://169.254.169.254/latest')
  })

  it('lead elsewhere, are larger than was said, and are no media at all', async () => {
    const { here } = await order[maker]()
    const real = Buffer.from(await (await fetch(here)).arrayBuffer())

    await declare(`${maker}.file`, { kind: 'redirect', to: 'http://127.0.0.1:9/secret' })
    const elsewhere = await fetch(here, { redirect: 'manual' })
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/secret'])

    await declare(`${maker}.file`, { kind: 'oversize', bytes: 20_000_000 })
    const large = await fetch(here)
    expect(large.headers.get('content-length')).toBeNull()
    const bytes = Buffer.from(await large.arrayBuffer())
    expect(bytes).toHaveLength(20_000_000)
    expect(bytes.subarray(0, 1000)).toEqual(real.subarray(0, 1000))

    await declare(`${maker}.file`, { kind: 'disguise' })
    const page = await fetch(here)
    expect(page.headers.get('content-type')).toBe(contentType)
    expect(await page.text()).toMatch(/^<!doctype html>/)
    expect(Buffer.from(await (await fetch(here)).arrayBuffer())).toEqual(real)
  })
})

it('a Kling task ends as failed, with the ordered words', async () => {
  await declare('clips.submit', { kind: 'task_failed', message: 'The frames show different people' })
  await expect(order.clips()).rejects.toThrow('The frames show different people')
})
