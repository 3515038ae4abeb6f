import { type FalseAnswer, falsifyAnswer } from './falsifyAnswer.ts'
import { sleep } from './sleep.ts'

/**
 * What a test makes go wrong with one HTTP request: an answer in place of the real one; a delay before it; a request that has
 * arrived, and is taken up only when something else has happened; a connection cut before anything is done, or after all is done but
 * before the answer; a body of which only the first bytes arrive; or an answer that is false.
 */
export type RequestFault =
  | Response
  | { delayMs: number }
  | { heldUntil: Promise<unknown> }
  | { refused: true }
  | { answerLost: true }
  | { cutAfterBytes: number }
  | FalseAnswer

/** ms for what was written to leave before the connection is cut */
const LEAVE_MS = 20

/** The answer to a request with which something goes wrong. */
export async function answerWithFault(
  fault: RequestFault | undefined,
  request: Request,
  answer: (request: Request) => Response | Promise<Response>,
  hangUp: () => void,
  signal?: AbortSignal,
): Promise<Response> {
  if (fault instanceof Response) return fault
  if (fault && 'refused' in fault) {
    hangUp()
    return new Response(null, { status: 503 })
  }
  if (fault && 'delayMs' in fault) await sleep(fault.delayMs, signal)
  const response = await answer(fault && 'heldUntil' in fault ? await hold(request, fault.heldUntil) : request)
  if (fault && 'answerLost' in fault) hangUp()
  if (fault && 'cutAfterBytes' in fault) return cutShort(response, fault.cutAfterBytes, hangUp)
  if (fault && ('resultUrl' in fault || 'bodyBytes' in fault || 'disguised' in fault))
    return falsifyAnswer(response, fault)
  return response
}

/** The request, all of which is here, so that its sender may go. */
async function hold(request: Request, until: Promise<unknown>): Promise<Request> {
  const { url, method, headers } = request
  const body = await request.arrayBuffer()
  await until
  return new Request(url, { method, headers, ...(body.byteLength > 0 && { body }) })
}

/** Announces the whole length, sends the beginning, and cuts the connection. */
async function cutShort(response: Response, bytes: number, hangUp: () => void): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(whole.length))
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(whole.subarray(0, bytes))
      await sleep(LEAVE_MS)
      hangUp()
      controller.close()
    },
  })
  return new Response(body, { status: response.status, headers })
}
