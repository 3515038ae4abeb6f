/** Token counts by rule of thumb: four characters to a token. The real tokenizer is the vendor's own. */
import type { CountTokensRequest } from './MessagesRequest.ts'
import type { Block } from './plan/blocks.ts'

/** What one picture costs, about; its base64 says nothing about that. */
const IMAGE_TOKENS = 1_500

function countText(text: string): number {
  return Math.ceil(text.length / 4)
}

export function countBlock(block: Block): number {
  if (block.type === 'text') return countText(block.text)
  if (block.type === 'thinking') return countText(block.thinking)
  return countText(block.name + JSON.stringify(block.input)) + 10
}

function countValue(value: unknown): number {
  let images = 0
  const text = JSON.stringify(value ?? '', (key, inner) => {
    if (key === 'source' && inner !== null && typeof inner === 'object') {
      images += 1
      return ''
    }
    return inner
  })
  return countText(text) + images * IMAGE_TOKENS
}

export type InputTokens = {
  input_tokens: number
  cache_creation_input_tokens: number
  cache_read_input_tokens: number
}

/**
 * Tokens of a request, divided as a warm cache would: with `cache_control` present, all up to the last answer is read
 * from the cache and what came since is written to it.
 */
export function countInput(request: CountTokensRequest): InputTokens {
  const { messages, system, tools } = request
  const lastAnswer = messages.findLastIndex(({ role }) => role === 'assistant')
  const prefix = countValue(system) + countValue(tools)
  const before = lastAnswer === -1 ? 0 : prefix + countValue(messages.slice(0, lastAnswer + 1))
  const since = countValue(messages.slice(lastAnswer + 1)) + (lastAnswer === -1 ? prefix : 0)
  if (!JSON.stringify([system, tools, messages, request.cache_control]).includes('"cache_control":{'))
    return { input_tokens: before + since, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }
  return { input_tokens: 4, cache_creation_input_tokens: since, cache_read_input_tokens: before }
}

/** All tokens of a request, cached or not. */
export function countRequest(request: CountTokensRequest): number {
  return Object.values(countInput(request)).reduce((sum, count) => sum + count, 0)
}
