import { waitUntil } from 'cloudflare:workers'
import type { Context } from 'hono'
import { sessionStub } from '../http.ts'
import { ProblemError } from '../problem.ts'
import { readSettings, type Settings, secretsOf } from '../settings.ts'
import { createSecretFilter } from '../telemetry/createRedaction.ts'
import { createLogger } from '../telemetry/Logger.ts'
import type { GatewayApp } from './GatewayApp.ts'
import { passOn } from './passOn.ts'
import { UsageMeter } from './UsageMeter.ts'

/** The two calls of the Messages API that the director makes, of which the second costs nothing. */
const ANSWER = '/v1/messages'
const COUNT = '/v1/messages/count_tokens'
/** What the Messages API needs to see of a request's headers; everything else stays here. */
const FORWARDED = ['accept', 'anthropic-beta', 'anthropic-version', 'content-type', 'user-agent']
/** What the Agent SDK reads of an answer's headers: the last three steer its retries. */
const RETURNED = ['content-type', 'request-id', 'retry-after', 'retry-after-ms', 'x-should-retry']
const LIMITS_TOLD = 'anthropic-ratelimit-'
/** ms before each further try to book what an answer has cost, as when the Session object is just being replaced */
const BOOK_AGAIN_MS = [100, 500, 2000]

/**
 * Passes a call of the Messages API on with the key in place of the container's token, and its answer back unbuffered. What the
 * answer costs is booked before its reader sees the end of it, so that the next call is held to it. Throws `over_budget` or
 * `daily_cap` where nothing is left to spend.
 */
export async function relayModel(c: Context<GatewayApp>): Promise<Response> {
  const { session, token, sessionId } = c.var
  const { pathname, search } = new URL(c.req.url)
  const path = c.req.method === 'POST' ? pathname.slice(pathname.indexOf('/model/') + '/model'.length) : ''
  if (path !== ANSWER) await session.authorize(token)
  if (path !== ANSWER && path !== COUNT) throw new ProblemError('unknown_address')
  const turnId = path === ANSWER ? await session.authorizeAnswer(token) : null
  const settings = readSettings(c.env)
  const headers = pick(c.req.raw.headers, (name) => FORWARDED.includes(name))
  for (const [name, value] of keysOf(settings)) headers.set(name, value)
  // A redirect is not followed: it would take the key to another host.
  const init: RequestInit = { method: 'POST', headers, body: c.req.raw.body, redirect: 'manual' }
  const answer = await fetch(settings.ANTHROPIC_BASE_URL + path + search, init).catch((error: unknown) => {
    createLogger(c.env).error('model_unreachable', { session: sessionId, error })
    throw new ProblemError('model_unreachable')
  })
  const hide = createSecretFilter(secretsOf(c.env))
  // What an error says goes to the container, the log and the page: a service may quote the key in it.
  const body = answer.ok ? counted(c, answer, turnId, hide) : hide(await answer.text())
  return new Response(body, {
    status: answer.status,
    headers: pick(answer.headers, (name) => RETURNED.includes(name) || name.startsWith(LIMITS_TOLD)),
  })
}

/** The headers that open the model service. Throws `unconfigured` where there are none. */
function keysOf(settings: Settings): [name: string, value: string][] {
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_AUTH_TOKEN: bearer, AI_GATEWAY_TOKEN: gatewayToken } = settings
  const gateway: [string, string][] = gatewayToken ? [['cf-aig-authorization', `Bearer ${gatewayToken}`]] : []
  if (bearer !== undefined) return [['authorization', `Bearer ${bearer}`], ...gateway]
  if (key !== undefined) return [['x-api-key', key], ...gateway]
  throw new ProblemError('unconfigured', 'The director needs an ANTHROPIC_API_KEY or an ANTHROPIC_AUTH_TOKEN.')
}

/** The body of an answer, of which the turn is charged what it has cost, however it ends. Nobody is charged without a turn. */
function counted(
  c: Context<GatewayApp>,
  answer: Response,
  turnId: string | null,
  hide: (text: string) => string,
): ReadableStream<Uint8Array> | null {
  const type = answer.headers.get('content-type') ?? ''
  // What is no stream of events may be anything, the request among others.
  const source = type.includes('text/event-stream') ? answer.body : (answer.body?.pipeThrough(wholeText(hide)) ?? null)
  if (source === null || turnId === null) return source
  const meter = new UsageMeter(type)
  const answerId = crypto.randomUUID()
  const bookIt = () => book(c, answerId, turnId, meter.usd())
  let isBegun = false
  const { readable, passed } = passOn(source, {
    left: c.req.raw.signal,
    change: withoutSecretsInErrors(hide),
    see: (chunk) => {
      meter.read(chunk)
      if (isBegun || meter.usd() === 0) return
      // What went in is paid for now, should this Worker not live to see the end.
      isBegun = true
      waitUntil(bookIt())
    },
    over: bookIt,
  })
  // Also when the container has hung up, which ends the call.
  waitUntil(passed)
  return readable
}

/** Changes a text when all of it is there: what is looked for may come in two pieces. */
function wholeText(change: (text: string) => string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  let text = ''
  return new TransformStream({
    transform: (chunk) => {
      text += decoder.decode(chunk, { stream: true })
    },
    flush: (controller) => controller.enqueue(new TextEncoder().encode(change(text + decoder.decode()))),
  })
}

/** A stream may end with an error that quotes the request. It comes as one piece; all else passes unlooked at, as it came. */
function withoutSecretsInErrors(hide: (text: string) => string): (chunk: Uint8Array) => Uint8Array {
  return (chunk) => {
    const text = new TextDecoder().decode(chunk)
    return text.includes('event: error') ? new TextEncoder().encode(hide(text)) : chunk
  }
}

/** Never throws: what cannot be booked in the end is in the logs. */
async function book(
  { env, var: { sessionId } }: Context<GatewayApp>,
  answerId: string,
  turnId: string,
  usd: number,
): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      // A stub that has failed once fails for ever.
      return await sessionStub(env, sessionId).bookAnswer(answerId, turnId, usd)
    } catch (error) {
      const pause = BOOK_AGAIN_MS[tries]
      if (pause === undefined) return createLogger(env).error('answer_unbooked', { session: sessionId, usd, error })
      await scheduler.wait(pause)
    }
  }
}

function pick(headers: Headers, isWanted: (name: string) => boolean): Headers {
  return new Headers([...headers].filter(([name]) => isWanted(name)))
}
