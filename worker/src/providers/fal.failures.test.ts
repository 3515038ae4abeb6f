import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MODEL_ERROR_TYPES } from '../../../demo/src/photographer/ModelError.ts'
import { REQUEST_ERROR_TYPES } from '../../../demo/src/photographer/requestError.ts'
import { type Fault, type Photographer, startPhotographer } from '../../../demo/src/photographer/startPhotographer.ts'
import { untilOver } from '../../test/untilOver.ts'
import type { WorkKind } from './failures/failWith.ts'
import { FAL_ORDER_FAILURES } from './failures/falFailures.ts'
import { Fal } from './fal.ts'

let photographer: Photographer
let fault: ((request: Request) => Fault | undefined) | undefined

beforeAll(async () => {
  photographer = await startPhotographer({
    port: 0,
    speed: 'fast',
    apiKey: 'a:b',
    faults: (request) => fault?.(request),
  })
})
afterAll(() => photographer.close())
beforeEach(() => {
  fault = undefined
})

const order = { endpoint: 'fal-ai/nano-banana-pro', input: { prompt: 'A hero on studio grey.' } }
const fal = (kind: WorkKind = 'image') =>
  new Fal({ key: 'a:b', baseUrl: photographer.url, resultHosts: [] }, { kind, priceUsd: 0.15, unitUsd: 0.15 }, fetch)
const isOrder = ({ method }: Request) => method === 'POST'
const isResult = ({ method, url }: Request) => method === 'GET' && /\/requests\/[^/]+$/.test(url)

/** What becomes of an order of which something goes wrong. */
async function end(wrong: typeof fault) {
  fault = wrong
  const status = await untilOver(fal(), await fal().submit(order, null))
  if (status.state !== 'failed') throw new Error(`It did not fail: ${JSON.stringify(status)}`)
  return status
}

const brokeDown = ['image_service_broke_down', 'no', true, /broke down over this picture/] as const
const outOfTime = ['image_service_timed_out', 'no', true, /in its own time/] as const

/** By fal's types: our code, what is charged where fal says nothing of it, whether it is worth another order, and the words. */
const MODEL_ERRORS = {
  content_policy_violation: ['content_policy', 'maybe', false, /refused these words: content policy.*other words/],
  no_media_generated: ['no_media_generated', 'no', true, /made no picture.*often works the second time/],
  image_too_large: ['image_too_large', 'no', false, /too large for the image service.*smaller one/],
  image_too_small: ['image_too_small', 'no', false, /too small for the image service.*larger one/],
  image_load_error: ['image_unreadable', 'no', false, /cannot read one of the pictures.*as JPEG or PNG/],
  file_download_error: ['photos_lost', 'no', true, /no longer has the photos.*sent anew/],
  generation_timeout: ['image_service_timed_out', 'maybe', true, /in its own time/],
  downstream_service_error: ['model_failed', 'maybe', true, /relies on failed.*another model/],
} as const
const REQUEST_ERRORS = {
  request_timeout: outOfTime,
  startup_timeout: outOfTime,
  runner_scheduling_failure: brokeDown,
  runner_connection_timeout: brokeDown,
  runner_disconnected: brokeDown,
  runner_connection_refused: brokeDown,
  runner_connection_error: brokeDown,
  runner_incomplete_response: brokeDown,
  runner_server_error: brokeDown,
  internal_error: brokeDown,
  client_disconnected: ['order_cut_off', 'maybe', false, /lost the connection/],
  bad_request: ['order_refused', 'no', false, /did not understand the order: Bad request\./],
} as const

it('names every row of the table, and every error that fal documents', () => {
  const rows = Object.keys(FAL_ORDER_FAILURES).sort()
  expect(Object.keys({ ...MODEL_ERRORS, ...REQUEST_ERRORS }).sort()).toEqual(rows)
  const documented = [...MODEL_ERROR_TYPES, ...REQUEST_ERROR_TYPES].filter((type) => type !== 'client_cancelled')
  expect(documented.sort()).toEqual(rows)
})

describe.each(Object.entries(MODEL_ERRORS))(
  'an order that a model ends with %s',
  (name, [code, charged, again, words]) => {
    const type = name as keyof typeof MODEL_ERRORS
    const detail = { detail: [{ loc: ['body'], msg: 'No.', type }] }
    const unsaid = (request: Request) => {
      if (isResult(request)) return Response.json(detail, { status: 422 })
      return isOrder(request) ? { modelError: type } : undefined
    }

    it('is told so, and as charged as fal says', async () => {
      const free = await end((request) => (isOrder(request) ? { modelError: type } : undefined))
      expect(free).toMatchObject({ failure: { code, charged: 'no', retryable: again }, isWorthAnew: again })
      expect(`${free.failure.message} ${free.failure.hint}`).toMatch(words)
      expect(free.failure.hint).toMatch(/Nothing was charged\.$/)
      const paid = await end((request) => (isOrder(request) ? { modelError: type, charged: true } : undefined))
      // Nobody makes a second order by himself where the first has cost something.
      expect(paid).toMatchObject({ failure: { code, charged: 'yes' }, isWorthAnew: false })
      expect(paid.failure.hint).toMatch(/It was charged\.$/)
    })

    it('is told as charged as is known, where fal does not say', async () => {
      const status = await end(unsaid)
      expect(status).toMatchObject({ failure: { code, charged }, isWorthAnew: again && charged === 'no' })
      expect(status.failure.hint).toContain(charged === 'no' ? 'Nothing was charged.' : 'It may have been charged.')
    })
  },
)

it.each(Object.entries(REQUEST_ERRORS))(
  'an order that fal itself ends with %s is told so',
  async (name, [code, charged, again, words]) => {
    const requestError = name as keyof typeof REQUEST_ERRORS
    const status = await end((request) => (isOrder(request) ? { requestError } : undefined))
    expect(status).toMatchObject({ failure: { code, charged: 'no' }, isWorthAnew: again })
    expect(`${status.failure.message} ${status.failure.hint}`).toMatch(words)
    expect(FAL_ORDER_FAILURES[name]?.charged).toBe(charged)
  },
)

it('an order of which fal cannot show the end is told by what its status says, and as charged as is known of that', async () => {
  const status = await end((request) => {
    if (isResult(request)) return Response.json({ detail: 'Unavailable' }, { status: 503 })
    return isOrder(request) ? { modelError: 'content_policy_violation', charged: true } : undefined
  })
  expect(status).toMatchObject({ failure: { code: 'content_policy', charged: 'maybe' }, isWorthAnew: false })
})

describe('an order that was called back', () => {
  const calledBack = async (units: string | null) => {
    fault = (request) => {
      if (isOrder(request)) return { requestError: 'client_cancelled' }
      if (!isResult(request) || units === null) return undefined
      const headers: Record<string, string> = units === '' ? {} : { 'x-fal-billable-units': units }
      return Response.json({ detail: 'Cancelled', error_type: 'client_cancelled' }, { status: 499, headers })
    }
    return await untilOver(fal(), await fal().submit(order, null))
  }

  it.each([null, '', '0'])('in time is cancelled (units: %j)', async (units) => {
    expect(await calledBack(units)).toEqual({ state: 'cancelled' })
  })

  it('when it had begun, and is billed, is told as charged', async () => {
    const failure = { code: 'stopped_late', charged: 'yes', hint: expect.stringContaining('It was charged.') }
    expect(await calledBack('1')).toMatchObject({ state: 'failed', failure, isWorthAnew: false })
  })

  it('is asked for again where fal does not show what it has billed', async () => {
    fault = (request) => {
      if (isOrder(request)) return { requestError: 'client_cancelled' }
      return isResult(request) ? Response.json({ detail: 'Unavailable' }, { status: 503 }) : undefined
    }
    const ref = await fal().submit(order, null)
    await expect(untilOver(fal(), ref)).rejects.toMatchObject({ name: 'ProviderBusy' })
  })
})

it.each([500, 403])(
  'an order with an error that has no type, and whose result answers with %i, has failed',
  async (status) => {
    const status200 = { status: 'COMPLETED', error: 'Something broke.' }
    fault = ({ method, url }) => {
      if (method !== 'GET') return undefined
      return url.includes('/status') ? Response.json(status200) : Response.json({ detail: 'Hm.' }, { status })
    }
    const ref = await fal().submit(order, null)
    expect(await fal().status(ref)).toMatchObject({
      state: 'failed',
      failure: { charged: status === 500 ? 'no' : 'maybe' },
    })
  },
)

it.each([
  ['a type that is on no list', { detail: [{ loc: ['body', 'seed'], msg: 'Too odd.', type: 'odd_seed' }] }, 'Too odd.'],
  ['words alone', { detail: 'Not today.' }, 'Not today.'],
  ['nothing that we know', ['?'], 'status 422.'],
])('an order that is refused with %s may have been charged', async (_, body, reason) => {
  const status = await end((request) => {
    if (isResult(request)) return Response.json(body, { status: 422 })
    return isOrder(request) ? { modelError: 'no_media_generated' } : undefined
  })
  expect(status.failure).toMatchObject({ code: 'image_refused', charged: 'maybe', retryable: false })
  expect(status.failure.message).toBe(`The image service refused the work: ${reason}`)
})

it.each([
  [['body', 'image_urls', 1], 'one of the photos'],
  [['body', 'garment_image'], 'one of the photos'],
  [['body', 'prompt'], 'these words'],
  [['body'], 'this picture'],
])('a policy that objects to %j is told to refuse %s', async (loc, object) => {
  const detail = [{ loc, msg: 'Flagged.', type: 'content_policy_violation' }]
  const status = await end((request) => {
    if (isResult(request)) return Response.json({ detail }, { status: 422 })
    return isOrder(request) ? { modelError: 'content_policy_violation' } : undefined
  })
  expect(status.failure.message).toBe(`The image service refused ${object}: content policy.`)
})

it.each([
  [null, 'maybe', false],
  ['1', 'yes', false],
  ['0', 'no', true],
] as const)('a result that nobody can read, with %j units, is charged: %s', async (units, charged, isWorthAnew) => {
  const headers: Record<string, string> = units === null ? {} : { 'x-fal-billable-units': units }
  const status = await end((request) => (isResult(request) ? Response.json({ images: [] }, { headers }) : undefined))
  expect(status).toMatchObject({ failure: { code: 'result_unreadable', charged, retryable: true }, isWorthAnew })
})

it.each([400, 404, 500, 503])('a result that is answered with %i for a moment is asked for again', async (status) => {
  fault = (request) => (isResult(request) ? Response.json({ detail: 'Hm.' }, { status }) : undefined)
  const ref = await fal().submit(order, null)
  const error = await untilOver(fal(), ref).then(
    () => null,
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(Error)
  expect(error?.name).not.toBe('ProviderFailure')
  fault = undefined
  expect(await untilOver(fal(), ref)).toMatchObject({ state: 'done', usd: 0.15 })
})

it('speaks of a clip service and a clip where it films', async () => {
  fault = (request) => (isOrder(request) ? Response.json({ detail: 'No key' }, { status: 401 }) : undefined)
  const failure = { code: 'clip_key_refused', message: 'The clip service does not accept the key.' }
  await expect(fal('clip').submit(order, null)).rejects.toMatchObject({ failure })
})

it('sends no photo to where an answer leads into this network', async () => {
  const inside = `${photographer.url.replace('127.0.0.1', 'localhost')}/_books`
  const answer = { file_url: 'https://v3.fal.media/files/a.png', upload_url: inside }
  const puts: string[] = []
  fault = ({ method, url }) => {
    if (method === 'PUT') puts.push(url)
    return url.includes('/upload/initiate') ? Response.json(answer) : undefined
  }
  const failure = { code: 'upload_inside', charged: 'no', message: expect.stringContaining(new URL(inside).host) }
  await expect(fal().upload(new Blob(['photo'], { type: 'image/png' }))).rejects.toMatchObject({ failure })
  expect(puts).toEqual([])
})

describe('a redirect into this network', () => {
  const redirects = { code: 'image_service_redirects', charged: 'no', message: expect.stringContaining('status 307') }
  let calls: string[]
  /** Answers such requests with another name of the same machine. */
  const redirect = (isRedirected: (request: Request) => boolean) => {
    calls = []
    fault = (request) => {
      const { method, url } = request
      if (!isRedirected(request)) return undefined
      calls.push(`${method} ${new URL(url).hostname}`)
      return new Response(null, { status: 307, headers: { location: url.replace('127.0.0.1', 'localhost') } })
    }
  }

  it('gets no photo', async () => {
    redirect(({ method }) => method === 'PUT')
    const upload = fal().upload(new Blob(['photo'], { type: 'image/png' }))
    await expect(upload).rejects.toMatchObject({ name: 'ProviderFailure', failure: redirects })
    expect(calls).toEqual(['PUT 127.0.0.1'])
  })

  it('gets no order, and no key', async () => {
    redirect(() => true)
    await expect(fal().submit(order, null)).rejects.toMatchObject({ name: 'ProviderFailure', failure: redirects })
    expect(calls).toEqual(['POST 127.0.0.1'])
  })

  it('says nothing of an order that is under way', async () => {
    const ref = await fal().submit(order, null)
    for (const isRedirected of [({ url }: Request) => url.includes('/status'), isResult]) {
      redirect(isRedirected)
      const over = untilOver(fal(), ref)
      await expect(over).rejects.toMatchObject({ name: 'ProviderFailure', failure: redirects })
      expect(calls).toEqual(['GET 127.0.0.1'])
    }
  })
})
