import type {
  SDKAPIRetryMessage,
  SDKAssistantMessage,
  SDKMessage,
  SDKPartialAssistantMessage,
  SDKResultMessage,
  SDKUserMessage,
  SDKUserMessageReplay,
} from '@anthropic-ai/claude-agent-sdk'
import type { RunnerLine } from '@fashion-shoot/protocol'
import { withoutAdvice } from '../advice.ts'
import { describeInput } from './describeInput.ts'
import { modelError } from './modelError.ts'

/** What has to be remembered from one SDK message to the next. */
export type Translation = {
  /** True while tokens are out whose `assistant` message is still to come. */
  streaming: boolean
  /** When each running tool started, ms, by tool-use id. */
  toolStarts: Readonly<Record<string, number>>
}

type Step = { next: Translation; lines: RunnerLine[] }

/**
 * Translates one message of the Agent SDK into lines for the host. Pure: the same messages at the same times give the same lines.
 * Every turn's last line is `done`, and it comes from the SDK's `result`.
 */
export function translate(before: Translation, message: SDKMessage, nowMs: number): Step {
  switch (message.type) {
    case 'stream_event':
      return fromStream(before, message.event)
    case 'assistant':
      return fromAssistant(before, message, nowMs)
    case 'user':
      return fromUser(before, message, nowMs)
    case 'system':
      return message.subtype === 'api_retry' ? fromRetry(before, message) : { next: before, lines: [] }
    case 'result':
      return fromResult(message)
    default:
      return { next: before, lines: [] }
  }
}

function fromStream(before: Translation, event: SDKPartialAssistantMessage['event']): Step {
  if (event.type === 'message_start') return voidTokens(before)
  if (event.type === 'content_block_start' && event.content_block.type === 'thinking') {
    return { next: { ...before, streaming: true }, lines: [{ t: 'thinking' }] }
  }
  if (event.type !== 'content_block_delta') return { next: before, lines: [] }
  if (event.delta.type === 'text_delta') return token(before, event.delta.text)
  if (event.delta.type === 'thinking_delta') return token(before, event.delta.thinking)
  return { next: before, lines: [] }
}

function token(before: Translation, text: string): Step {
  return { next: { ...before, streaming: true }, lines: [{ t: 'token', d: text }] }
}

/** A message that never got its `assistant` was cut off: what it said so far is void. */
function voidTokens(before: Translation): Step {
  return before.streaming
    ? { next: { ...before, streaming: false }, lines: [{ t: 'restart' }] }
    : { next: before, lines: [] }
}

/** The SDK speaks in the assistant's place to report an API error, which the `result` reports too. */
function isSynthetic(message: SDKAssistantMessage): boolean {
  return message.error !== undefined || message.message.model === '<synthetic>'
}

function fromAssistant(before: Translation, message: SDKAssistantMessage, nowMs: number): Step {
  if (isSynthetic(message)) return { next: before, lines: [] }
  let next = before
  const lines: RunnerLine[] = []
  for (const block of message.message.content) {
    if (block.type === 'text') {
      lines.push({ t: 'assistant', d: block.text })
      next = { ...next, streaming: false }
    } else if (block.type === 'thinking') {
      lines.push({ t: 'assistant', d: block.thinking, thinking: true })
      next = { ...next, streaming: false }
    } else if (block.type === 'tool_use') {
      const input = describeInput(block.input)
      lines.push({ t: 'tool', d: toolName(block.name), id: block.id, ...(input !== '' && { input }) })
      next = { ...next, toolStarts: { ...next.toolStarts, [block.id]: nowMs } }
    }
  }
  return { next, lines }
}

/** `mcp__shoot__generate_hero` → `generate_hero`. */
function toolName(name: string): string {
  return name.replace(/^mcp__shoot__/, '')
}

function fromUser(before: Translation, message: SDKUserMessage | SDKUserMessageReplay, nowMs: number): Step {
  const { content } = message.message
  if (typeof content === 'string') return { next: before, lines: [] }
  const toolStarts = { ...before.toolStarts }
  const lines: RunnerLine[] = []
  for (const block of content) {
    if (block.type !== 'tool_result') continue
    const startedMs = toolStarts[block.tool_use_id] ?? nowMs
    delete toolStarts[block.tool_use_id]
    const done = { t: 'tool_done', id: block.tool_use_id, ms: nowMs - startedMs } as const
    lines.push(block.is_error === true ? { ...done, ok: false, ...failureOf(block.content) } : { ...done, ok: true })
  }
  return { next: { ...before, toolStarts }, lines }
}

const MAX_ERROR_CHARACTERS = 500
/** How the SDK begins the result of a tool that Stop ended; the rest speaks to the model. */
const STOPPED = "The user doesn't want to proceed with this tool use"

type Content = string | readonly { type: string; text?: unknown }[] | undefined

/** Why a tool came to nothing; without words where the person is told by another line. */
function failureOf(content: Content): { error?: string; stopped?: true } {
  const text =
    typeof content === 'string'
      ? content
      : (content ?? []).map((part) => (typeof part.text === 'string' ? part.text : '')).join('\n')
  if (text.startsWith(STOPPED)) return { error: 'Stopped.', stopped: true }
  const error = withoutAdvice(text).slice(0, MAX_ERROR_CHARACTERS)
  return error === '' ? {} : { error }
}

function fromRetry(before: Translation, retry: SDKAPIRetryMessage): Step {
  const { next, lines } = voidTokens(before)
  const reason = retry.error_status === null ? 'did not answer' : `answered with status ${retry.error_status}`
  const seconds = Math.ceil(retry.retry_delay_ms / 1000)
  const status = `The model service ${reason}. Trying again in ${seconds} s (${retry.attempt} of ${retry.max_retries}).`
  return { next, lines: [...lines, { t: 'status', d: status }] }
}

function fromResult(result: SDKResultMessage): Step {
  const interrupted = result.terminal_reason?.startsWith('aborted') === true
  const error = result.is_error && !interrupted ? modelError(result) : null
  const end = interrupted ? 'interrupted' : result.is_error ? 'failed' : 'completed'
  return {
    next: { streaming: false, toolStarts: {} },
    lines: [...(error === null ? [] : [error]), { t: 'done', end }],
  }
}
