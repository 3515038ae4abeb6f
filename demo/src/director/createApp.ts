/** The director's routes: the Messages API and the list of models, and nothing else of the vendor's. */
import { Hono } from 'hono'
import { ApiError } from './ApiError.ts'
import { buildMessage, newId } from './buildMessage.ts'
import { checkConversation } from './checkConversation.ts'
import { countRequest } from './countTokens.ts'
import { CountTokensRequest, MessagesRequest, parseBody } from './MessagesRequest.ts'
import { findModel, listModels } from './models.ts'
import { plan } from './plan/plan.ts'
import { type StreamEvent, streamMessage } from './streamMessage.ts'

/** The vendor's limit for one request, bytes. */
const MAX_BYTES = 32 * 1024 * 1024

/** After some events the stream turns into an `error` event, or the connection is cut. */
export type StreamFault = { after: number; error?: ApiError; hangUp: () => void }

type Parts = {
  /** Whether a key, from either header, is good. */
  knowsKey: (key: string) => boolean
  /** Pause before each token, ms. */
  tokenMs: number
  /** What a test makes go wrong in this request's stream. */
  streamFault: (request: Request) => StreamFault | undefined
}

export function createApp({ knowsKey, tokenMs, streamFault }: Parts): Hono {
  const app = new Hono()

  app.use('/v1/*', async (c, next) => {
    const bearer = c.req.header('authorization')?.match(/^Bearer (.+)$/i)?.[1]
    const key = c.req.header('x-api-key') ?? bearer
    if (key === undefined) throw new ApiError('authentication_error', 'x-api-key header is required')
    if (!knowsKey(key))
      throw new ApiError('authentication_error', bearer ? 'Invalid bearer token' : 'invalid x-api-key')
    if (!c.req.header('anthropic-version'))
      throw new ApiError('invalid_request_error', 'anthropic-version: header is required')
    await next()
  })

  app.post('/v1/messages', async (c) => {
    const request = parseBody(MessagesRequest, await readJson(c.req.raw))
    checkConversation(request)
    const message = buildMessage(request, plan(request))
    const requestId = newId('req')
    if (!request.stream) return c.json(message, 200, { 'request-id': requestId })
    const events = streamMessage(message, tokenMs, c.req.raw.signal)
    return new Response(encode(events, requestId, streamFault(c.req.raw)), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'request-id': requestId,
      },
    })
  })

  app.post('/v1/messages/count_tokens', async (c) => {
    const request = parseBody(CountTokensRequest, await readJson(c.req.raw))
    checkConversation(request)
    return c.json({ input_tokens: countRequest(request) }, 200, { 'request-id': newId('req') })
  })

  app.get('/v1/models', (c) => c.json(listModels(c.req.query()), 200, { 'request-id': newId('req') }))
  app.get('/v1/models/:id', (c) => c.json(findModel(c.req.param('id')), 200, { 'request-id': newId('req') }))

  app.all('/v1/messages', () => {
    throw new ApiError('method_not_allowed', 'Method Not Allowed')
  })
  app.notFound(() => new ApiError('not_found_error', 'Not found').response(newId('req')))
  app.onError((error) => {
    const known = error instanceof ApiError ? error : new ApiError('api_error', 'Internal server error')
    if (known !== error) console.error('The scripted director failed:', error)
    return known.response(newId('req'))
  })
  return app
}

async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new ApiError('invalid_request_error', 'content-type: must be application/json')
  const text = await request.text()
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new ApiError('request_too_large', 'Request exceeds the maximum allowed number of bytes.')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ApiError('invalid_request_error', `The request body is not valid JSON: ${(error as Error).message}`)
  }
}

/** Events as bytes. A reader that goes away ends the generator. */
function encode(
  events: AsyncGenerator<StreamEvent>,
  requestId: string,
  fault: StreamFault | undefined,
): ReadableStream {
  const encoder = new TextEncoder()
  const send = (event: StreamEvent) => encoder.encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      if (fault && sent >= fault.after) {
        if (fault.error) controller.enqueue(send({ ...fault.error.body(requestId), type: 'error' }))
        else fault.hangUp()
        return controller.close()
      }
      const { done, value } = await events.next()
      if (done) return controller.close()
      sent += 1
      controller.enqueue(send(value))
    },
    async cancel() {
      await events.return(undefined)
    },
  })
}
