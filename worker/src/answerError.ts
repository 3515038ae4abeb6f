import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { answerPage } from './access/pages/answerPage.ts'
import { problemPage } from './access/pages/problemPage.ts'
import { wantsPage } from './access/pages/wantsPage.ts'
import { asProblem, isProblemError, ProblemError, problemResponse } from './problem.ts'
import { describeRequest } from './telemetry/describeRequest.ts'
import { createLogger } from './telemetry/Logger.ts'

/**
 * Answers whatever a handler throws, in words: with a page to a person who opened an address, else with a problem. What nobody
 * foresaw goes to the log whole.
 */
export async function answerError(error: Error, c: Context): Promise<Response> {
  const known = error instanceof HTTPException ? new ProblemError('invalid_request', error.message || undefined) : error
  if (!isProblemError(known)) createLogger(c.env).error('request_failed', { ...describeRequest(c), error })
  return wantsPage(c.req.raw) ? await answerPage(problemPage(asProblem(known))) : problemResponse(known)
}

/** Answers at an address where nothing is. */
export function answerUnknown(): Response {
  return problemResponse(new ProblemError('unknown_address'))
}
