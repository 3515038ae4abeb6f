import { createHash } from 'node:crypto'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Asset, assetKey } from '@fashion-shoot/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { photo } from '../../../test/client.ts'
import { begin, clip, fillFrames, finish, hero, type JobStage, startJobStage } from '../../../test/startJobStage.ts'
import { resultId } from './loadResult.ts'

let stage: JobStage
let stateDir: string
let picture: Buffer<ArrayBuffer>

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'worker-state-'))
  stage = await startJobStage(stateDir)
  picture = Buffer.from(await photo(640, 480))
})
afterAll(async () => {
  await stage.close()
  await rm(stateDir, { recursive: true })
})
beforeEach(() => {
  stage.imageFaults = () => undefined
})

/** The body comes in pieces, and nobody says how long it is. */
function chunked(bytes: Buffer<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream({
    pull: (controller) => {
      controller.enqueue(bytes.subarray(at, at + 100_000))
      at += 100_000
      if (at >= bytes.length) controller.close()
    },
  })
}

/** Has one answer after the other come from the result's address; after them, the real one. */
function resultsComeAs(...answers: (Response | { cutAfterBytes: number } | { refused: true })[]): void {
  stage.imageFaults = ({ method, url }) =>
    method === 'GET' && url.includes('/v3.fal.media/') ? answers.shift() : undefined
}

/** Orders a picture, and returns what becomes of it. */
async function order() {
  const turn = await stage.open()
  const job = await finish(turn, await begin(turn, hero))
  const { assets, spend } = await stage.view(turn.sessionId)
  const asset: Asset | undefined = assets[job.assetId ?? '']
  const file = await (await stage.worker.bucket()).get(assetKey(resultId(job.id)))
  return { turn, job, asset, file, usd: spend.sessionUsd }
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a result', () => {
  it.each([
    ['in pieces, without its length', async () => picture],
    ['in pieces, larger than one part of the bucket', async () => await photo(1850, 1850)],
  ])('that comes %s is kept whole', async (how, make) => {
    const bytes = Buffer.from(await make())
    if (how.includes('larger')) expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024)
    resultsComeAs(new Response(chunked(bytes)))
    const { asset, file, usd } = await order()
    expect(asset).toMatchObject({ bytes: bytes.length, sha256: hash(bytes), contentType: 'image/png' })
    expect(hash(new Uint8Array((await file?.arrayBuffer()) ?? []))).toBe(hash(bytes))
    expect(usd).toBe(0.15)
  })

  it('is what its bytes say, whatever its sender says of it', async () => {
    const packed = gzipSync(picture)
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }
    resultsComeAs(new Response(packed, { headers: { ...headers, 'content-length': String(packed.length) } }))
    const { job, asset, file } = await order()
    expect(asset).toMatchObject({ bytes: picture.length, sha256: hash(picture), fileName: 'hero.png', width: 640 })
    expect(file?.httpMetadata?.contentType).toBe('image/png')
    const served = await fetch(`${stage.worker.url}/api/media/${job.assetId}`)
    expect(served.headers.get('content-type')).toBe('image/png')
  })

  it('that is not there yet, breaks off, or cannot be reached, is loaded again', async () => {
    resultsComeAs(new Response('no', { status: 404 }), { cutAfterBytes: 1000 }, { refused: true })
    const { job, asset, file } = await order()
    expect(job.state).toBe('stored')
    expect(file?.size).toBe(asset?.bytes)
  })

  it.each([
    ['a page', () => new Response('<html>Sorry</html>', { headers: { 'content-type': 'image/png' } })],
    ['half a picture', () => new Response(picture.subarray(0, picture.length / 2))],
  ])('that is %s instead of a picture is loaded once more, and then given up in words', async (_, make) => {
    resultsComeAs(make())
    expect((await order()).job.state).toBe('stored')
    resultsComeAs(make(), make())
    const { job, file, usd } = await order()
    expect(job.failure).toMatchObject({ code: 'result_unusable', retryable: true })
    expect(job.failure?.hint).toContain('may have been charged')
    expect(file).toBeNull()
    expect(usd).toBe(0.15)
  })

  it('that is too large to be one is not loaded', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(picture) })
    resultsComeAs(new Response(endless, { headers: { 'content-length': String(2 ** 30) } }))
    const { job, file, usd } = await order()
    expect(job.failure?.code).toBe('result_too_large')
    expect(file).toBeNull()
    expect(usd).toBe(0.15)
  })
})

describe('a result that is at another host', () => {
  it.each([
    ['by a redirect', () => resultsComeAs(Response.redirect('https://cdn.example.com/a.png'))],
    [
      'by the answer itself',
      () => {
        const answer = { images: [{ url: 'https://cdn.example.com/a.png' }] }
        stage.imageFaults = ({ method, url }) =>
          method === 'GET' && /requests\/[^/]+$/.test(url) ? Response.json(answer) : undefined
      },
    ],
  ])('%s is not loaded, and may have been charged', async (_, happen) => {
    happen()
    const { job, file, usd } = await order()
    expect(job.failure).toMatchObject({ code: 'result_elsewhere', charged: 'maybe' })
    expect(job.failure?.message).toContain('at cdn.example.com, which is not one of its own hosts')
    expect(job.failure?.hint).toContain('RESULT_HOSTS')
    expect(file).toBeNull()
    expect(usd).toBe(0.15)
  })
})

describe('a clip', () => {
  it.each([
    [
      'that is a picture',
      'result_unusable',
      async () => new Response(picture, { headers: { 'content-type': 'video/mp4' } }),
    ],
    [
      'that is too large to be one',
      'result_too_large',
      async () => new Response(picture, { headers: { 'content-length': String(2 ** 30) } }),
    ],
  ])('%s is not kept, and may have been charged', async (_, code, make) => {
    const turn = await stage.open()
    const request = clip(await fillFrames(turn))
    const answers = [await make(), await make()]
    stage.clipFaults = ({ method, url }) => (method === 'GET' && url.endsWith('.mp4') ? answers.shift() : undefined)
    const job = await finish(turn, await begin(turn, request))
    expect(job.failure).toMatchObject({ code, charged: 'maybe' })
    expect(await (await stage.worker.bucket()).head(assetKey(resultId(job.id)))).toBeNull()
    stage.clipFaults = () => undefined
  })
})

it('that arrives when its shoot has been deleted is not left in the bucket', async () => {
  const turn = await stage.open()
  const request = clip(await fillFrames(turn))
  const [reached, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  stage.clipFaults = ({ method, url }) => {
    if (method !== 'GET' || !url.endsWith('.mp4')) return undefined
    reached.resolve()
    return { heldUntil: release.promise }
  }
  const job = await begin(turn, request)
  await reached.promise
  expect((await fetch(`${stage.worker.url}/api/sessions/${turn.sessionId}`, { method: 'DELETE' })).status).toBe(204)
  release.resolve()
  await expect
    .poll(() => stage.worker.lines.some((line) => line.includes('result_unwanted')), { timeout: 20_000 })
    .toBe(true)
  expect(await (await stage.worker.bucket()).head(assetKey(resultId(job.id)))).toBeNull()
})

describe('the bucket', () => {
  it('may fail for a while: the result waits at the service', async () => {
    const turn = await stage.open()
    const blobs = join(stateDir, 'r2')
    const reached = Promise.withResolvers<void>()
    stage.imageFaults = ({ url }) => {
      if (url.includes('/v3.fal.media/')) reached.resolve()
      return undefined
    }
    await rename(blobs, `${blobs}.away`)
    await writeFile(blobs, '')
    const job = await begin(turn, hero)
    await reached.promise
    await expect.poll(() => stage.worker.lines.some((line) => line.includes('job_step_failed'))).toBe(true)
    expect((await stage.row(turn.sessionId, job.id)).state).not.toBe('stored')
    await rm(blobs)
    await rename(`${blobs}.away`, blobs)
    expect((await finish(turn, job)).state).toBe('stored')
  })
})
