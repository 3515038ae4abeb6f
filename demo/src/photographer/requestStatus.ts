/** How fal reports the state of a queued request. */
import type { Queue, QueuedRequest } from './Queue.ts'

const QUEUE_ORIGIN = 'https://queue.fal.run'

/** 200 when the request has ended, 202 before. */
export function statusCode(request: QueuedRequest): 200 | 202 {
  return request.outcome ? 200 : 202
}

/** The JSON of `status_url`; a failed request is COMPLETED with `error` and `error_type`. */
export function statusBody(request: QueuedRequest, queue: Queue, withLogs: boolean): Record<string, unknown> {
  const responseUrl = `${QUEUE_ORIGIN}/${request.app}/requests/${request.id}`
  const urls = {
    request_id: request.id,
    response_url: responseUrl,
    status_url: `${responseUrl}/status`,
    cancel_url: `${responseUrl}/cancel`,
  }
  const logs = withLogs ? request.logs : null
  if (request.outcome) {
    const { error } = request.outcome
    const seconds = request.startedAt && request.finishedAt ? (request.finishedAt - request.startedAt) / 1000 : null
    return {
      status: 'COMPLETED',
      ...urls,
      logs,
      metrics: { inference_time: seconds },
      ...(error && { error: error.message, error_type: error.type }),
    }
  }
  if (request.startedAt) return { status: 'IN_PROGRESS', ...urls, logs }
  return { status: 'IN_QUEUE', ...urls, queue_position: queue.position(request) }
}
