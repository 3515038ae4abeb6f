/** A message as the Messages API streams it. Event order: https://docs.claude.com/en/docs/build-with-claude/streaming */
import { sleep } from '../shared/sleep.ts'
import { type Message, tokenize } from './buildMessage.ts'

export type StreamEvent = { type: string; [field: string]: unknown }

/**
 * Yields the events of a message, one token after the other.
 *
 * @param tokenMs pause before each token, ms
 * @param signal stops the pauses; the consumer stops reading then
 */
export async function* streamMessage(
  message: Message,
  tokenMs: number,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const { content, stop_reason, stop_sequence, usage, ...head } = message
  const { output_tokens, ...inputUsage } = usage
  yield {
    type: 'message_start',
    message: {
      ...head,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...inputUsage, output_tokens: 1 },
    },
  }
  for (const [index, block] of content.entries()) {
    yield { type: 'content_block_start', index, content_block: emptied(block) }
    if (index === 0) yield { type: 'ping' }
    for (const delta of deltas(block)) {
      await sleep(tokenMs, signal)
      yield { type: 'content_block_delta', index, delta }
    }
    yield { type: 'content_block_stop', index }
  }
  const { cache_creation: _creation, service_tier: _tier, ...counts } = inputUsage
  yield {
    type: 'message_delta',
    delta: { stop_reason, stop_sequence, stop_details: null },
    usage: { ...counts, output_tokens },
    ...('context_management' in head && { context_management: head.context_management }),
  }
  yield { type: 'message_stop' }
}

type ContentBlock = Message['content'][number]

function emptied(block: ContentBlock): ContentBlock {
  if (block.type === 'text') return { ...block, text: '' }
  if (block.type === 'tool_use') return { ...block, input: {} }
  return { ...block, thinking: '', signature: '' }
}

function deltas(block: ContentBlock): { type: string; [field: string]: unknown }[] {
  switch (block.type) {
    case 'text':
      return tokenize(block.text).map((text) => ({ type: 'text_delta', text }))
    case 'thinking':
      return [
        ...tokenize(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ]
    case 'tool_use':
      // The vendor opens each input with an empty piece.
      return ['', ...pieces(JSON.stringify(block.input))].map((partial_json) => ({
        type: 'input_json_delta',
        partial_json,
      }))
  }
}

/** Inputs come in larger pieces than prose. */
function pieces(json: string): string[] {
  return json === '{}' ? [] : (json.match(/.{1,24}/gsu) ?? [])
}
