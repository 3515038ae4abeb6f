import { expect } from 'vitest'

/** Fails unless the answer is a problem (RFC 9457) with this status and code, and says in words what happened and what to do. */
export async function expectProblem(answer: Promise<Response>, status: number, code: string): Promise<void> {
  const response = await answer
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = await response.json()
  expect(problem).toMatchObject({
    status,
    code,
    detail: expect.stringMatching(/\w/),
    hint: expect.stringMatching(/\w/),
  })
  expect(response.status).toBe(status)
}
