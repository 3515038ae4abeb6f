import type { Outcome } from './Queue.ts'

/** Failures of fal's own machinery: the HTTP status that a result then answers with, and the words. */
const REQUEST_ERRORS = {
  request_timeout: [504, 'Request timed out'],
  startup_timeout: [504, 'Runner did not start in time'],
  runner_scheduling_failure: [503, 'No runner could be allocated'],
  runner_connection_timeout: [503, 'The connection to the runner timed out'],
  runner_disconnected: [503, 'The runner disconnected'],
  runner_connection_refused: [503, 'The runner refused the connection'],
  runner_connection_error: [503, 'The connection to the runner failed'],
  runner_incomplete_response: [503, 'The runner sent an incomplete response'],
  runner_server_error: [503, 'The runner failed'],
  client_disconnected: [499, 'The client disconnected'],
  client_cancelled: [499, 'Request was cancelled by the client'],
  bad_request: [400, 'Bad request'],
  internal_error: [500, 'Internal Server Error'],
} as const

export type RequestErrorType = keyof typeof REQUEST_ERRORS
export const REQUEST_ERROR_TYPES = Object.keys(REQUEST_ERRORS) as [RequestErrorType, ...RequestErrorType[]]

/** The end of a request that such a failure befell; it is never charged. */
export function requestError(type: RequestErrorType): Outcome {
  const [status, message] = REQUEST_ERRORS[type]
  return { status, body: { detail: message, error_type: type }, billableUnits: 0, error: { message, type } }
}
