import { HTTPException } from 'hono/http-exception'
import { isProblemError, ProblemError, problemResponse } from './problem.ts'

/** Answers whatever a handler throws, as a problem in words; what nobody foresaw goes to the log whole. */
export function answerError(error: Error): Response {
  if (error instanceof HTTPException) {
    return problemResponse(new ProblemError('invalid_request', error.message || undefined))
  }
  if (!isProblemError(error)) console.error(JSON.stringify({ error: String(error), stack: error.stack }))
  return problemResponse(error)
}

/** Answers at an address where nothing is. */
export function answerUnknown(): Response {
  return problemResponse(new ProblemError('unknown_address'))
}
