/** The rules of a conversation that a schema cannot say: who answers which tool call, and that nothing is empty. */
import { ApiError } from './ApiError.ts'
import type { CountTokensRequest, MessagesRequest } from './MessagesRequest.ts'

type Message = MessagesRequest['messages'][number]

/**
 * Checks messages, tools and thinking against each other.
 * @throws ApiError `invalid_request_error`
 */
export function checkConversation(request: CountTokensRequest | MessagesRequest): void {
  checkTools(request)
  request.messages.forEach((message, index) => {
    checkContent(message, index, request.messages.length)
  })
  checkToolResults(request.messages)
  if (!request.messages.some(({ role }) => role === 'user')) fail('messages: at least one message is required')
  if (
    'max_tokens' in request &&
    request.thinking?.type === 'enabled' &&
    request.thinking.budget_tokens >= request.max_tokens
  )
    fail('`max_tokens` must be greater than `thinking.budget_tokens`.')
}

function checkTools({ tools = [] }: CountTokensRequest): void {
  tools.forEach((tool, index) => {
    const own = tool.type == null || tool.type === 'custom'
    if (own && tool.input_schema === undefined) fail(`tools.${index}.custom.input_schema: Field required`)
  })
  if (new Set(tools.map(({ name }) => name)).size < tools.length) fail('tools: Tool names must be unique.')
}

function checkContent({ role, content }: Message, index: number, count: number): void {
  const optional = role === 'assistant' && index === count - 1
  if (content.length === 0 && !optional)
    fail(`messages.${index}: all messages must have non-empty content except for the optional final assistant message`)
  if (typeof content === 'string') return
  content.forEach((block, at) => {
    const place = `messages.${index}.content.${at}`
    if (block.type === 'text' && block.text.trim() === '') {
      if (block.cache_control != null) fail(`${place}.text: cache_control cannot be set for empty text blocks`)
      fail(
        block.text === ''
          ? 'messages: text content blocks must be non-empty'
          : 'messages: text content blocks must contain non-whitespace text',
      )
    }
    if (block.type === 'tool_use' && role !== 'assistant')
      fail(`messages.${index}: \`tool_use\` blocks can only be in \`assistant\` messages`)
    if (block.type === 'tool_result' && role !== 'user')
      fail(`messages.${index}: \`tool_result\` blocks can only be in \`user\` messages`)
  })
}

/** Neighbours of one role count as one message, and system messages as part of the user's. */
function checkToolResults(messages: Message[]): void {
  let open: string[] = []
  let openAt = 0
  let answered = new Set<string>()
  let lastRole: 'user' | 'assistant' = 'user'

  messages.forEach(({ role, content }, index) => {
    const blocks = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content
    if (role === 'system') return
    if (role === 'assistant') {
      if (lastRole === 'user') {
        requireAnswers()
        open = []
        answered = new Set()
      }
      openAt = index
      open.push(...blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])))
      if (new Set(open).size < open.length) fail(`messages.${index}: \`tool_use\` ids must be unique`)
    } else {
      blocks.forEach((block, at) => {
        if (block.type !== 'tool_result') return
        const id = block.tool_use_id
        if (!open.includes(id))
          fail(
            `messages.${index}.content.${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
          )
        if (answered.has(id))
          fail(
            `messages.${index}.content.${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`,
          )
        answered.add(id)
      })
    }
    lastRole = role
  })
  if (lastRole === 'user') requireAnswers()
  else if (open.length > 0) requireAnswers()

  function requireAnswers() {
    const missing = open.filter((id) => !answered.has(id))
    if (missing.length > 0)
      fail(
        `messages.${openAt}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
      )
  }
}

function fail(message: string): never {
  throw new ApiError('invalid_request_error', message)
}
