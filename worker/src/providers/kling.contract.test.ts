import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClipJobRequest, type ClipModel, newId } from '@fashion-shoot/protocol'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Cinematographer,
  type Fault,
  startCinematographer,
} from '../../../demo/src/cinematographer/startCinematographer.ts'
import { untilOver } from '../../test/untilOver.ts'
import { Kling, type KlingAccount } from './kling.ts'
import { clipUsd } from './prices.ts'

/** With both keys, the suite calls Kling itself, and pays for it. */
const { CONTRACT_KLING_ACCESS_KEY: ACCESS, CONTRACT_KLING_SECRET_KEY: SECRET } = process.env
const isLive = ACCESS !== undefined && SECRET !== undefined
const WAIT = isLive ? 900_000 : 20_000
const MODELS: ClipModel[] = ['kling-v2-6', 'kling-v2-5-turbo']
const BILL = MODELS.reduce((sum, model) => sum + clipUsd(model, 5), 0)

const request: ClipJobRequest = {
  kind: 'clip',
  slot: 'clip_1',
  prompt: 'Slow push in.',
  firstFrame: '',
  tailFrame: '',
  durationSeconds: 5,
}

let account: KlingAccount
let cinematographer: Cinematographer | undefined
let fault: ((request: Request) => Fault | undefined) | undefined
let first: string
let tail: string

beforeAll(async () => {
  const frame = async (name: string) => await readFile(join(import.meta.dirname, '../../../samples', name), 'base64')
  first = await frame('model.png')
  tail = await frame('garment.png')
  const keys = { accessKey: ACCESS ?? 'access', secretKey: SECRET ?? 'secret-of-at-least-thirty-two-bytes' }
  const faults = (request: Request) => fault?.(request)
  if (!isLive) cinematographer = await startCinematographer({ port: 0, speed: 'fast', ...keys, faults })
  account = { ...keys, baseUrl: cinematographer?.url ?? 'https://api-singapore.klingai.com', resultHosts: [] }
})
afterAll(() => cinematographer?.close())
beforeEach(() => {
  fault = undefined
})

const kling = (model: ClipModel = 'kling-v2-6') => new Kling(account, model, fetch)

describe(`Kling${isLive ? `, for about ${BILL.toFixed(2)} USD` : ''}`, () => {
  it.each(MODELS)(
    'films with %s, and finds the film by our own name for it',
    async (model) => {
      const jobId = newId('job')
      expect(await kling(model).find(jobId)).toBeNull()
      const ref = await kling(model).submit(request, first, tail, jobId)
      expect(await kling(model).find(jobId)).toEqual(ref)
      const done = await untilOver(kling(model), ref)
      if (done.state !== 'done') throw new Error(JSON.stringify(done))
      expect(done.usd).toBeNull()
      const film = await kling(model).download(done.url)
      expect(
        Buffer.from(await film.arrayBuffer())
          .subarray(4, 8)
          .toString(),
      ).toBe('ftyp')
    },
    WAIT,
  )

  it('does not know what nobody ordered', async () => {
    await expect(kling().status({ id: newId('job'), model: 'kling-v2-6' })).rejects.toMatchObject({
      name: 'OrderUnknown',
    })
  })

  it('takes no wrong key', async () => {
    const stranger = new Kling({ ...account, secretKey: 'another-secret-of-more-than-32-bytes' }, 'kling-v2-6', fetch)
    await expect(stranger.find('job')).rejects.toMatchObject({ name: 'ProviderFailure', failure: { charged: 'no' } })
  })
})

describe.skipIf(isLive)('an order', () => {
  it('whose answer is lost is found again, and not sent twice', async () => {
    const jobId = newId('job')
    fault = ({ method }) => (method === 'POST' ? { answerLost: true } : undefined)
    await expect(kling().submit(request, first, tail, jobId)).rejects.toThrow()
    fault = undefined
    expect(await kling().find(jobId)).not.toBeNull()
    await expect(kling().submit(request, first, tail, jobId)).rejects.toMatchObject({ failure: { code: 'kling_1201' } })
    expect(cinematographer?.books().tasks.filter(({ externalTaskId }) => externalTaskId === jobId)).toHaveLength(1)
  })

  it('is signed for half an hour, and asks for sound to be off where there is any', async () => {
    const sent: { authorization: string; body: Promise<object> }[] = []
    fault = (request) => {
      const authorization = request.headers.get('authorization') ?? ''
      if (request.method === 'POST') sent.push({ authorization, body: request.clone().json() })
      return undefined
    }
    for (const model of MODELS) await kling(model).submit(request, first, tail, newId('job'))
    const token = sent[0]?.authorization.replace('Bearer ', '') ?? ''
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' })
    const { iss, exp = 0, nbf = 0 } = decodeJwt(token)
    expect([iss, exp - nbf]).toEqual(['access', 1805])
    const [sound, silent] = await Promise.all(sent.map(({ body }) => body))
    expect(sound).toMatchObject({ model_name: 'kling-v2-6', mode: 'pro', sound: 'off', duration: '5' })
    expect(silent).toMatchObject({ model_name: 'kling-v2-5-turbo', mode: 'pro' })
    expect(silent).not.toHaveProperty('sound')
  })
})
