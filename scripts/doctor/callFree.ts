import { parseJson } from '../cloudflare/readAnswer.ts'
import { whyNoAnswer } from '../cloudflare/whyNoAnswer.ts'

const TIMEOUT_MS = 15_000

/** What came back; a body that is no JSON is undefined. */
export type Answer = { status: number; body: unknown }

/** A call was not answered, or by something that says nothing of who called (5xx). */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/**
 * Makes one call that costs nothing. It follows no redirect, which would take the key to another host.
 *
 * @throws NoAnswer that says why there is none
 */
export async function callFree(url: string, init: RequestInit): Promise<Answer> {
  const { host } = new URL(url)
  let answer: Answer
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    answer = { status: response.status, body: parseJson(await response.text()) }
  } catch (error) {
    throw new NoAnswer(`${host} does not answer: ${whyNoAnswer(error)}`)
  }
  if (answer.status >= 500) throw new NoAnswer(`${host} answers with status ${answer.status}`)
  return answer
}
