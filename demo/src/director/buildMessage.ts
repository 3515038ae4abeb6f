/** The director's blocks as a message of the Messages API. */
import { randomBytes } from 'node:crypto'
import { countBlock, countInput } from './countTokens.ts'
import type { MessagesRequest } from './MessagesRequest.ts'
import type { Block } from './plan/blocks.ts'

type ContentBlock =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'text'; text: string; citations: null }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> }

export type Message = ReturnType<typeof buildMessage>

/** An id as the vendor forms them: `msg_01…`, `toolu_01…`, `req_01…`. */
export function newId(kind: 'msg' | 'toolu' | 'req'): string {
  return `${kind}_01${randomBytes(16).toString('base64url').replace(/[-_]/g, 'x')}`
}

/** Builds the whole message. What exceeds the request's `max_tokens` is cut off, with that as the stop reason. */
export function buildMessage(request: MessagesRequest, planned: Block[]) {
  const blocks = withinLimit(planned, request.max_tokens)
  const cut = blocks.length < planned.length || blocks.at(-1) !== planned.at(-1)
  const stopReason = cut ? 'max_tokens' : blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn'
  const input = countInput(request)
  return {
    id: newId('msg'),
    type: 'message' as const,
    role: 'assistant' as const,
    model: request.model,
    content: blocks.map(contentBlock),
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: null,
    usage: {
      ...input,
      cache_creation: {
        ephemeral_5m_input_tokens: input.cache_creation_input_tokens,
        ephemeral_1h_input_tokens: 0,
      },
      output_tokens: Math.max(
        1,
        blocks.reduce((sum, block) => sum + countBlock(block), 0),
      ),
      service_tier: 'standard',
    },
    ...(request.context_management != null && { context_management: { applied_edits: [] } }),
  }
}

function contentBlock(block: Block): ContentBlock {
  if (block.type === 'text') return { ...block, citations: null }
  if (block.type === 'tool_use') return { ...block, id: newId('toolu') }
  return { ...block, signature: randomBytes(96).toString('base64') }
}

/** A tool call is given whole or not at all: half an input could not be parsed. */
function withinLimit(blocks: Block[], maxTokens: number): Block[] {
  const kept: Block[] = []
  let left = maxTokens
  for (const block of blocks) {
    const size = countBlock(block)
    if (size <= left) kept.push(block)
    else if (block.type === 'text' && left > 0) kept.push({ ...block, text: block.text.slice(0, left * 4) })
    if (size > left) return kept
    left -= size
  }
  return kept
}

/** Cuts a text into pieces of about a token each, which joined are the text again, letter for letter. */
export function tokenize(text: string): string[] {
  return text.match(/\s*\S{1,7}|\s+$/gu) ?? (text === '' ? [] : [text])
}
