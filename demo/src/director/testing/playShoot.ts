/** A shoot without processes: asks `plan` for each message and lets the stand-in tools answer, as the command line would. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { MessagesRequest } from '../MessagesRequest.ts'
import { plan } from '../plan/plan.ts'
import { type Asked, createShootTools } from './shootTools.ts'

export type Played = { said: string; asked: Asked[]; thoughts: string[] }

type Message = MessagesRequest['messages'][number]

/** A request that the Agent SDK's command line sent at the beginning of a shoot's second turn. */
export function recordedRequest(model: 'claude-sonnet-4-5' | 'claude-sonnet-5'): MessagesRequest {
  const file = new URL(`../fixtures/second-turn-${model}.json`, import.meta.url)
  return MessagesRequest.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/**
 * Plays turn after turn; looking at the shoot is left out of what was asked.
 *
 * @param cut indices of turns that are cut off before the director says anything
 */
export async function playShoot(
  words: string[],
  {
    failing,
    without = [],
    cut = [],
    plans = false,
  }: { failing?: (call: Asked) => string | undefined; without?: string[]; cut?: number[]; plans?: boolean } = {},
): Promise<Played[]> {
  const asked: Asked[] = []
  const handlers = new Map(createShootTools(asked, failing, plans).map((tool) => [`mcp__shoot__${tool.name}`, tool]))
  const recorded = recordedRequest('claude-sonnet-5')
  const offered = [...handlers].map(([name, tool]) => {
    const asRecorded = recorded.tools?.find((each) => each.name === name)
    return (
      asRecorded ?? { name, input_schema: { ...z.toJSONSchema(z.object(tool.inputSchema)), type: 'object' as const } }
    )
  })
  const tools = offered.filter(({ name }) => !without.some((each) => name.endsWith(each)))
  const request: MessagesRequest = { ...recorded, tools, messages: [] }
  const turns: Played[] = []
  for (const said of words) {
    const turn: Played = { said: '', asked: [], thoughts: [] }
    turns.push(turn)
    const from = asked.length
    request.messages.push({ role: 'user', content: said })
    if (cut.includes(turns.length - 1)) continue
    while (await step(request, turn, handlers));
    turn.asked = asked.slice(from).filter(({ tool }) => tool !== 'get_shoot')
  }
  return turns
}

type Handlers = Map<string, ReturnType<typeof createShootTools>[number]>

/** One message and its tools' results; false when the turn is over. */
async function step(request: MessagesRequest, turn: Played, handlers: Handlers): Promise<boolean> {
  const blocks = plan(request)
  const content: Extract<Message['content'], unknown[]> = []
  const results: Extract<Message['content'], unknown[]> = []
  let over = true
  for (const block of blocks) {
    if (block.type === 'thinking') turn.thoughts.push(block.thinking)
    if (block.type === 'text') {
      turn.said += `${block.text}\n`
      content.push(block)
    }
    if (block.type !== 'tool_use') continue
    const id = `toolu_${request.messages.length}_${results.length}`
    content.push({ ...block, id })
    const tool = handlers.get(block.name)
    if (!tool) throw new Error(`The director called ${block.name}, which is not offered.`)
    const input = z.strictObject(tool.inputSchema).parse(block.input)
    const { content: text, isError, _meta } = await tool.handler(input as never, {})
    results.push({ type: 'tool_result', tool_use_id: id, content: text, is_error: isError === true })
    if (results.length === 1) over = false
    if (_meta?.['claude/endTurn'] === true) over = true
  }
  request.messages.push({ role: 'assistant', content })
  if (results.length > 0) request.messages.push({ role: 'user', content: results })
  return !over
}
