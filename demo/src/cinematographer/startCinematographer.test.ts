import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { execa } from 'execa'
import { SignJWT } from 'jose'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Cinematographer, type CinematographerOptions, startCinematographer } from './startCinematographer.ts'

const accessKey = 'access-key'
const secretKey = 'a-secret-key-of-at-least-thirty-two-bytes'
const collection = '/v1/videos/image2video'

const answer = z.object({
  code: z.number(),
  message: z.string(),
  request_id: z.string().min(1),
  data: z.unknown().optional(),
})
const task = z.strictObject({
  task_id: z.string().regex(/^\d+$/),
  task_status: z.enum(['submitted', 'processing', 'succeed', 'failed']),
  task_status_msg: z.string().optional(),
  task_info: z.object({ external_task_id: z.string().optional() }),
  task_result: z
    .object({ videos: z.array(z.strictObject({ id: z.string(), url: z.url(), duration: z.string() })).optional() })
    .optional(),
  created_at: z.number().int().min(1e12),
  updated_at: z.number().int().min(1e12),
})

let server: Cinematographer | undefined
let landscape: string
let portrait: string

beforeAll(async () => {
  landscape = await picture(450, 300)
  portrait = await picture(300, 450)
})
afterEach(async () => {
  await server?.close()
  server = undefined
})

const picture = async (width: number, height: number, format: 'png' | 'jpeg' | 'webp' = 'jpeg') =>
  (
    await sharp({ create: { width, height, channels: 3, background: '#754' } })
      .composite([{ input: { create: { width: 90, height: 90, channels: 3, background: '#fc3' } }, left: 60, top: 80 }])
      .toFormat(format)
      .toBuffer()
  ).toString('base64')

async function start(options: Partial<CinematographerOptions> = {}): Promise<void> {
  server = await startCinematographer({ port: 0, speed: 'fast', accessKey, secretKey, ...options })
}

function running(): Cinematographer {
  if (!server) throw new Error('Start the server first')
  return server
}

type TokenChange = { iss?: string; exp?: number; nbf?: number; typ?: string; secret?: string; alg?: string }

function token(change: TokenChange = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: change.alg ?? 'HS256', typ: change.typ ?? 'JWT' })
    .setIssuer(change.iss ?? accessKey)
    .setExpirationTime(change.exp ?? now + 1800)
    .setNotBefore(change.nbf ?? now - 5)
    .sign(new TextEncoder().encode(change.secret ?? secretKey))
}

async function call(method: string, path: string, body?: unknown, authorization?: string) {
  const response = await fetch(running().url + path, {
    method,
    headers: {
      authorization: authorization ?? `Bearer ${await token()}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const parsed = answer.parse(await response.json())
  return { status: response.status, code: parsed.code, message: parsed.message, data: parsed.data }
}

const order = (change: Record<string, unknown> = {}) => ({
  model_name: 'kling-v2-6',
  mode: 'pro',
  duration: '5',
  image: landscape,
  prompt: 'push in',
  ...change,
})

async function submit(change: Record<string, unknown> = {}) {
  const { data, ...outcome } = await call('POST', collection, order(change))
  return { ...outcome, task: outcome.code === 0 ? task.parse(data) : undefined }
}

async function look(id: string | undefined) {
  return task.parse((await call('GET', `${collection}/${id}`)).data)
}

async function settled(id: string | undefined) {
  for (;;) {
    const found = await look(id)
    if (found.task_status === 'succeed' || found.task_status === 'failed') return found
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

describe('a task', () => {
  test('goes from submitted to a clip that can be fetched whole, in part and by external_task_id', async () => {
    await start()
    const { status, message, task: submitted } = await submit({ image_tail: portrait, external_task_id: 'job-1' })
    expect({ status, message }).toEqual({ status: 200, message: 'SUCCEED' })
    expect(submitted).toEqual({
      task_id: expect.any(String),
      task_status: 'submitted',
      task_info: { external_task_id: 'job-1' },
      created_at: expect.any(Number),
      updated_at: expect.any(Number),
    })
    expect((await look('job-1')).task_status).toBe('processing')

    const done = await settled(submitted?.task_id)
    expect(done).toMatchObject({ task_status: 'succeed', task_info: { external_task_id: 'job-1' } })
    expect(await look('job-1')).toEqual(done)
    const video = done.task_result?.videos?.[0]
    expect(video?.duration).toBe('5')
    expect(running().books()).toMatchObject({
      tasks: [{ taskId: submitted?.task_id, externalTaskId: 'job-1', state: 'succeed', secondsBilled: 5 }],
      secondsBilled: 5,
    })
    expect(await (await fetch(`${running().url}/_books`)).json()).toEqual(running().books())

    const url = video?.url ?? ''
    const whole = await fetch(url)
    expect(whole.headers.get('content-type')).toBe('video/mp4')
    const bytes = Buffer.from(await whole.arrayBuffer())
    const part = await fetch(url, { headers: { range: 'bytes=100-199' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200))
    expect((await fetch(url, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416)

    const { stdout } = await execa('ffprobe', [
      ...['-v', 'error', '-count_frames', '-show_entries', 'stream=width,height,nb_read_frames,duration'],
      ...['-of', 'csv=p=0', url],
    ])
    expect(stdout).toBe('640,426,5.000000,120')
    // The index comes before the pictures, so that a player can start at once.
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  test('that cannot be filmed fails with a reason and costs nothing', async () => {
    await start()
    const damaged = Buffer.from(landscape, 'base64').subarray(0, 700).toString('base64')
    const { task: submitted } = await submit({ image: damaged })
    const done = await settled(submitted?.task_id)
    expect(done).toMatchObject({ task_status: 'failed', task_result: {} })
    expect(done.task_status_msg).toMatch(/could not be made/)
    expect(running().books().secondsBilled).toBe(0)
  })

  test('keeps its inputs’ hash: equal for equal inputs, whatever the external_task_id', async () => {
    await start({ faults: (request) => (request.method === 'POST' ? { stall: true } : undefined) })
    await submit({ external_task_id: 'a' })
    await submit({ external_task_id: 'b' })
    await submit({ external_task_id: 'c', prompt: 'pull back' })
    await submit({ external_task_id: 'd', image: portrait })
    const [a, b, c, d] = running()
      .books()
      .tasks.map((entry) => entry.inputsSha256)
    expect(a).toBe(b)
    expect(new Set([a, c, d]).size).toBe(3)
  })

  test('is listed newest first, page by page', async () => {
    await start({ faults: (request) => (request.method === 'POST' ? { stall: true } : undefined) })
    for (const id of ['a', 'b', 'c']) await submit({ external_task_id: id })
    const ids = async (query: string) =>
      z
        .array(task)
        .parse((await call('GET', collection + query)).data)
        .map((entry) => entry.task_info.external_task_id)
    expect(await ids('')).toEqual(['c', 'b', 'a'])
    expect(await ids('?pageNum=2&pageSize=2')).toEqual(['a'])
    expect(await ids('?pageSize=500')).toEqual(['c', 'b', 'a'])
    expect(await call('GET', `${collection}?pageSize=501`)).toMatchObject({ status: 400, code: 1201 })
    expect(await call('GET', `${collection}?pageNum=0`)).toMatchObject({ status: 400, code: 1201 })
  })

  test('may give its pictures as URLs', async () => {
    const host = createServer((request, response) => {
      response.statusCode = request.url === '/picture.jpg' ? 200 : 404
      response.end(Buffer.from(landscape, 'base64'))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => host.once('listening', resolve))
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
    await start({ faults: () => ({ stall: true }) })
    expect(await submit({ image: `${origin}/picture.jpg` })).toMatchObject({ code: 0 })
    expect(await submit({ image: landscape })).toMatchObject({ code: 0 })
    const [byUrl, byBytes] = running().books().tasks
    expect(byUrl?.inputsSha256).toBe(byBytes?.inputsSha256)
    expect(await submit({ image: `${origin}/missing.jpg` })).toMatchObject({ status: 400, code: 1201 })
    host.close()
    expect(await submit({ image: 'http://127.0.0.1:1/picture.jpg' })).toMatchObject({ status: 400, code: 1201 })
  })
})

describe('authorization', () => {
  const now = Math.floor(Date.now() / 1000)
  test.each<[string, number, () => string | Promise<string>]>([
    ['a wrong secret', 1000, async () => `Bearer ${await token({ secret: 'another-secret-of-thirty-two-bytes!!' })}`],
    ['an empty header', 1001, () => ''],
    ['no token', 1001, () => 'Bearer '],
    ['another scheme', 1002, () => 'Key abc'],
    ['no JWT', 1002, () => 'Bearer abc'],
    ['a foreign access key', 1002, async () => `Bearer ${await token({ iss: 'someone' })}`],
    ['another type', 1002, async () => `Bearer ${await token({ typ: 'at+jwt' })}`],
    ['another algorithm', 1002, async () => `Bearer ${await token({ alg: 'HS384', secret: secretKey.repeat(2) })}`],
    ['a time to come', 1003, async () => `Bearer ${await token({ nbf: now + 600 })}`],
    ['a time gone by', 1004, async () => `Bearer ${await token({ exp: now - 60, nbf: now - 1860 })}`],
  ])('%s gets 401 and %i', async (_what, code, header) => {
    await start()
    const outcome = await call('GET', collection, undefined, await header())
    expect(outcome).toMatchObject({ status: 401, code })
    expect(outcome.message).not.toBe('')
  })

  test('a missing exp or nbf gets 1002', async () => {
    await start()
    const bare = new SignJWT().setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setIssuer(accessKey)
    const sign = (jwt: SignJWT) => jwt.sign(new TextEncoder().encode(secretKey))
    for (const jwt of [await sign(bare), await sign(bare.setExpirationTime(now + 60))])
      expect(await call('GET', collection, undefined, `Bearer ${jwt}`)).toMatchObject({ status: 401, code: 1002 })
  })

  test('the plain API key is good where one is configured', async () => {
    await start({ apiKey: 'plain-key' })
    expect(await call('GET', collection, undefined, 'Bearer plain-key')).toMatchObject({ status: 200, code: 0 })
    expect(await call('GET', collection, undefined, 'Bearer other-key')).toMatchObject({ status: 401, code: 1002 })
    expect(await call('GET', collection)).toMatchObject({ status: 200, code: 0 })
  })
})

describe('a refused submit', () => {
  test.each<[string, number, number, Record<string, unknown>]>([
    ['a number as duration', 400, 1201, { duration: 5 }],
    ['a duration of 7', 400, 1201, { duration: '7' }],
    ['an unknown mode', 400, 1201, { mode: 'ultra' }],
    ['an unknown parameter', 400, 1201, { generate_audio: true }],
    ['no image', 400, 1201, { image: undefined }],
    ['a prompt of 2,501 characters', 400, 1201, { prompt: 'x'.repeat(2501) }],
    ['a negative prompt of 2,501 characters', 400, 1201, { negative_prompt: 'x'.repeat(2501) }],
    ['cfg_scale above 1', 400, 1201, { cfg_scale: 1.1 }],
    ['sound as a boolean', 400, 1201, { sound: true }],
    ['sound on 2.5', 400, 1201, { model_name: 'kling-v2-5-turbo', sound: 'on' }],
    ['a tail in mode std', 400, 1201, { mode: 'std', tail: true }],
    ['a tail in mode std on 2.5', 400, 1201, { mode: 'std', tail: true, model_name: 'kling-v2-5-turbo' }],
    ['a tail and camera_control', 400, 1201, { tail: true, camera_control: { type: 'down_back' } }],
    ['a tail and a static mask', 400, 1201, { tail: true, static_mask: 'https://example.com/mask.png' }],
    ['a tail and dynamic masks', 400, 1201, { tail: true, dynamic_masks: [{ mask: 'x', trajectories: [] }] }],
    ['cfg_scale below 0', 400, 1201, { cfg_scale: -0.1 }],
    ['cfg_scale in words', 400, 1201, { cfg_scale: '0.5' }],
    ['an empty external_task_id', 400, 1201, { external_task_id: '' }],
    ['no model', 400, 1201, { model_name: undefined }],
    ['camera_control alone', 400, 1201, { camera_control: { type: 'down_back' } }],
    ['a callback that is no URL', 400, 1201, { callback_url: 'here' }],
    ['an unknown model', 404, 1203, { model_name: 'kling-v9' }],
    ['a name that every object has', 404, 1203, { model_name: 'constructor' }],
    ['words of the wrong kind', 400, 1301, { prompt: 'a nude figure, push in' }],
    ['text as image', 400, 1201, { image: Buffer.from('just words').toString('base64') }],
    ['no base64', 400, 1201, { image: 'not base64!' }],
  ])('%s gets %i and %i', async (_what, status, code, { tail, ...change }) => {
    await start()
    const outcome = await submit({ ...change, ...(tail ? { image_tail: portrait } : {}) })
    expect(outcome).toMatchObject({ status, code })
    expect(outcome.message).not.toBe('')
    expect(running().books().tasks).toEqual([])
  })

  test('pictures outside of the limits get 1201 and say why', async () => {
    await start()
    const refused: [string, RegExp][] = [
      [`data:image/jpeg;base64,${landscape}`, /prefix/],
      [await picture(450, 299), /300 px/],
      [await picture(780, 300), /2\.5/],
      [await picture(450, 300, 'webp'), /jpg and png/],
      [Buffer.concat([Buffer.from(landscape, 'base64'), Buffer.alloc(10 * 1024 * 1024)]).toString('base64'), /10 MB/],
    ]
    for (const [image, why] of refused) {
      expect(await submit({ image })).toMatchObject({ status: 400, code: 1201, message: expect.stringMatching(why) })
      expect((await submit({ image_tail: image })).message).toMatch(/^image_tail: /)
    }
    expect(running().books().tasks).toEqual([])
  })

  test('the limits themselves and the permitted words are accepted', async () => {
    await start({ faults: () => ({ stall: true }) })
    const accepted = [
      { image: await picture(750, 300, 'png') },
      { image: await picture(300, 750) },
      { prompt: 'x'.repeat(2500), negative_prompt: 'nudity', cfg_scale: 0 },
      { negative_prompt: 'x'.repeat(2500), cfg_scale: 1, callback_url: 'https://example.com/kling', sound: 'on' },
      { model_name: 'kling-v2-5-turbo', mode: 'std', duration: '10', sound: 'off' },
    ]
    for (const change of accepted) expect(await submit(change)).toMatchObject({ status: 200, code: 0 })
  })

  test('a body that is no JSON object gets 1200, one too large 1201', async () => {
    await start()
    for (const body of ['{', '[]', '"text"'])
      expect(await call('POST', collection, body)).toMatchObject({ status: 400, code: 1200 })
    expect(await submit({ prompt: 'x'.repeat(29 * 1024 * 1024) })).toMatchObject({ status: 400, code: 1201 })
  })

  test('a used external_task_id gets 1201, also when both come at once', async () => {
    await start({ faults: () => ({ stall: true }) })
    const outcomes = await Promise.all([submit({ external_task_id: 'job' }), submit({ external_task_id: 'job' })])
    expect(outcomes.map((outcome) => outcome.code).sort()).toEqual([0, 1201])
    expect(running().books().tasks).toHaveLength(1)
  })

  test('too many unfinished tasks of one model get 1303 until one has ended', async () => {
    let submits = 0
    await start({
      maxParallel: 2,
      faults: ({ method }) => {
        if (method !== 'POST') return undefined
        submits++
        return submits === 1 ? { delayMs: 50 } : { stall: true }
      },
    })
    const { task: first } = await submit({ duration: '5' })
    await submit()
    expect(await submit({ external_task_id: 'third' })).toMatchObject({ status: 429, code: 1303 })
    expect(await submit({ model_name: 'kling-v2-5-turbo' })).toMatchObject({ code: 0 })
    await settled(first?.task_id)
    expect(await submit({ external_task_id: 'third' })).toMatchObject({ status: 200, code: 0 })
  })
})

test('unknown tasks and paths get 404 with 1203, wrong methods 404 with 1202', async () => {
  await start()
  expect(await call('GET', `${collection}/nothing`)).toMatchObject({ status: 404, code: 1203 })
  expect(await call('GET', '/v1/videos/text2video')).toMatchObject({ status: 404, code: 1203 })
  expect(await call('DELETE', `${collection}/nothing`)).toMatchObject({ status: 404, code: 1202 })
  expect(await call('PUT', collection)).toMatchObject({ status: 404, code: 1202 })
  expect((await fetch(`${running().url}/clips/../package.json`)).status).toBe(404)
  expect((await fetch(`${running().url}/clips/%2e%2e%2fpackage.json`)).status).toBe(404)
})

describe('ordered faults', () => {
  test('an answer that gets lost leaves a task that its external_task_id finds', async () => {
    await start({ faults: ({ method }) => (method === 'POST' ? { answerLost: true } : undefined) })
    await expect(submit({ external_task_id: 'job-7' })).rejects.toThrow(/fetch failed/)
    expect(await settled('job-7')).toMatchObject({ task_status: 'succeed' })
    expect(running().books()).toMatchObject({ tasks: [{ externalTaskId: 'job-7' }], secondsBilled: 5 })
  })

  test('a task fails with the ordered words, another answer comes instead, and then all is well', async () => {
    const faults = [{ taskError: 'The picture was too bright' }, Response.json({ code: 5001 }, { status: 503 })]
    await start({ faults: ({ method }) => (method === 'POST' ? faults.shift() : undefined) })
    const { task: failing } = await submit()
    expect(await settled(failing?.task_id)).toMatchObject({
      task_status: 'failed',
      task_status_msg: 'The picture was too bright',
    })
    await expect(submit()).rejects.toThrow()
    expect(await submit()).toMatchObject({ code: 0 })
    expect(running().books().tasks).toHaveLength(2)
  })
})

test('a lifelike task stays submitted, then processing', async () => {
  await start({ speed: 'lifelike' })
  const { task: submitted } = await submit()
  expect((await look(submitted?.task_id)).task_status).toBe('submitted')
  await expect.poll(async () => (await look(submitted?.task_id)).task_status, { timeout: 5_000 }).toBe('processing')
})

test('a task takes at least as long as is set', async () => {
  await start({ clipMs: 150, faults: ({ method }) => (method === 'POST' ? { taskError: 'No' } : undefined) })
  const done = await settled((await submit()).task?.task_id)
  expect(done.updated_at - done.created_at).toBeGreaterThanOrEqual(149)
})

test('closing in the middle of a film deletes what was made of it', async () => {
  const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('cinematographer-'))
  const before = await folders()
  await start()
  const added = (await folders()).filter((name) => !before.includes(name))
  const { task: submitted } = await submit({ duration: '10' })
  await expect.poll(async () => (await look(submitted?.task_id)).task_status).toBe('processing')
  const { url, close } = running()
  await close()
  server = undefined
  await expect(fetch(`${url}/_books`)).rejects.toThrow()
  expect(added).not.toEqual([])
  const left = await folders()
  expect(added.filter((name) => left.includes(name))).toEqual([])
})
