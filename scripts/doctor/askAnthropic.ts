import { z } from 'zod'
import type { Settings } from '../../worker/src/settings.ts'
import { type Finding, ok, warning, wrong } from '../cloudflare/Finding.ts'
import { type Answer, callFree, NoAnswer } from './callFree.ts'

const Models = z.object({ data: z.array(z.object({ id: z.string() })) })
const Failure = z.object({ error: z.object({ type: z.string(), message: z.string() }) })

type Director = Pick<
  Settings,
  'ANTHROPIC_API_KEY' | 'ANTHROPIC_AUTH_TOKEN' | 'AI_GATEWAY_TOKEN' | 'ANTHROPIC_BASE_URL' | 'ANTHROPIC_MODEL'
>

/**
 * Whether the director's service accepts the key and has the model. `GET /v1/models` tells both; where there is none, or the model is
 * named by an alias, its tokens are counted (`POST /v1/messages/count_tokens`). Both are free at Anthropic.
 *
 * @throws NoAnswer
 */
export async function askAnthropic(settings: Director): Promise<Finding> {
  const { ANTHROPIC_BASE_URL: base, ANTHROPIC_MODEL: model } = settings
  const headers = headersOf(settings)
  const { host } = new URL(base)
  const list = await callFree(`${base}/v1/models?limit=1000`, { headers })
  if (isRefusal(list)) return refused(host, list)
  const models = Models.safeParse(list.body).data?.data.map(({ id }) => id)
  if (models?.includes(model)) return ok(`director: ${host} accepts the key, and has ${model}`)
  const count = await callFree(`${base}/v1/messages/count_tokens`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Good morning' }] }),
  })
  if (isRefusal(count)) return refused(host, count)
  if (count.status === 200) return ok(`director: ${host} accepts the key, and counts the tokens of ${model}`)
  if (count.status === 429) throw new NoAnswer(`${host} takes no more calls for now`)
  const said = Failure.safeParse(count.body).data?.error.message ?? ''
  if (models !== undefined) {
    return wrong(
      `director: ${host} accepts the key, and has no ${model}.\nSet ANTHROPIC_MODEL to one that it has: ${models.slice(0, 8).join(', ')}.`,
    )
  }
  if (said.includes(model)) return wrong(`director: ${host} says: ${said}.\nSet ANTHROPIC_MODEL to one that it has.`)
  return warning(
    `director: ${host} answers, but neither lists models nor counts tokens: whether it accepts the key shows in the first turn`,
  )
}

function headersOf({ ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN, AI_GATEWAY_TOKEN }: Director): Record<string, string> {
  return {
    'anthropic-version': '2023-06-01',
    ...(ANTHROPIC_API_KEY !== undefined && { 'x-api-key': ANTHROPIC_API_KEY }),
    ...(ANTHROPIC_AUTH_TOKEN !== undefined && { authorization: `Bearer ${ANTHROPIC_AUTH_TOKEN}` }),
    ...(AI_GATEWAY_TOKEN !== undefined && { 'cf-aig-authorization': `Bearer ${AI_GATEWAY_TOKEN}` }),
  }
}

/** It refuses whoever called. */
function isRefusal({ status }: Answer): boolean {
  return status === 401 || status === 403
}

function refused(host: string, { status, body }: Answer): Finding {
  const message = Failure.safeParse(body).data?.error.message ?? `status ${status}`
  return wrong(
    `director: ${host} does not accept the key (${message}).\nCopy it again, or make another one, and set it anew.`,
  )
}
