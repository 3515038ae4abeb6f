/** The body of `POST /v1/messages`, as far as a text model with tools has to understand it. */
import { z } from 'zod'
import { ApiError } from './ApiError.ts'

const TextBlock = z.looseObject({ type: z.literal('text'), text: z.string() })
const ToolUseBlock = z.looseObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
})
const ToolResultBlock = z.looseObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).optional(),
  is_error: z.boolean().optional(),
})
const ThinkingBlock = z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() })
const OTHER_BLOCKS = [
  'image',
  'document',
  'search_result',
  'redacted_thinking',
  'server_tool_use',
  'tool_search_tool_result',
  'compaction',
] as const
const OtherBlock = z.looseObject({ type: z.enum(OTHER_BLOCKS) })
const Block = z.discriminatedUnion('type', [TextBlock, ToolUseBlock, ToolResultBlock, ThinkingBlock, OtherBlock])

const Message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(Block)]),
})

const Tool = z.looseObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  type: z.string().nullish(),
  description: z.string().optional(),
  /** Absent only on the vendor's own tools, which have a dated `type`. */
  input_schema: z.looseObject({ type: z.literal('object') }).optional(),
  defer_loading: z.boolean().optional(),
})

const display = z.string().nullish()
const Thinking = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('enabled'), budget_tokens: z.int().min(1024), display }),
  z.looseObject({ type: z.literal('adaptive'), display }),
  z.looseObject({ type: z.literal('between_tools') }),
  z.looseObject({ type: z.literal('disabled') }),
])

const shared = {
  model: z.string().min(1),
  messages: z.array(Message).min(1),
  system: z.union([z.string(), z.array(TextBlock)]).optional(),
  tools: z.array(Tool).optional(),
  tool_choice: z.looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']) }).optional(),
  thinking: Thinking.optional(),
  cache_control: z.unknown().optional(),
  context_management: z.unknown().optional(),
  output_config: z.unknown().optional(),
  output_format: z.unknown().optional(),
  mcp_servers: z.unknown().optional(),
  speed: z.unknown().optional(),
}

export const MessagesRequest = z.strictObject({
  ...shared,
  max_tokens: z.int().min(1),
  stream: z.boolean().optional(),
  metadata: z.unknown().optional(),
  stop_sequences: z.array(z.string()).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  top_p: z.number().min(0).max(1).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  container: z.unknown().optional(),
  inference_geo: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  fallbacks: z.unknown().optional(),
})
export type MessagesRequest = z.infer<typeof MessagesRequest>

/** The body of `POST /v1/messages/count_tokens`. */
export const CountTokensRequest = z.strictObject(shared)
export type CountTokensRequest = z.infer<typeof CountTokensRequest>

/** Parses a body. @throws ApiError `invalid_request_error`, worded as the vendor does: `max_tokens: Field required`. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body, { reportInput: true })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiError('invalid_request_error', issue ? describe(issue, []) : 'Invalid request')
}

function describe(issue: z.core.$ZodIssue, above: PropertyKey[]): string {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    // The branch that got furthest into the value says most about what is wrong.
    const branches = issue.errors.flatMap((errors) => errors.slice(0, 1))
    const deepest = branches.toSorted((a, b) => b.path.length - a.path.length)[0]
    if (deepest) return describe(deepest, path)
    // The tag's own path is not part of the vendor's message.
    const place = path.slice(0, -1).join('.')
    const given = (issue.input as { type?: unknown } | undefined)?.type
    if (given === undefined) return `${path.join('.')}: Field required`
    return `${place}: Input tag '${String(given)}' found using 'type' does not match any of the expected tags`
  }
  if (issue.code === 'unrecognized_keys') return `${[...path, issue.keys[0]].join('.')}: Extra inputs are not permitted`
  return `${path.join('.')}: ${wording(issue)}`
}

const TYPES: Record<string, string> = { string: 'string', array: 'list', object: 'dictionary', int: 'integer' }

function wording(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return 'Field required'
  switch (issue.code) {
    case 'invalid_type':
      return `Input should be a valid ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `Input should be ${issue.values.map((value) => `'${String(value)}'`).join(' or ')}`
    case 'invalid_format':
      return `String should match pattern '${(issue.pattern ?? '').replace(/^\/|\/[a-z]*$/g, '')}'`
    case 'too_small':
      if (issue.origin === 'array') return 'at least one message is required'
      if (issue.origin === 'string') return `String should have at least ${issue.minimum} character`
      return `Input should be greater than or equal to ${issue.minimum}`
    case 'too_big':
      return `Input should be less than or equal to ${issue.maximum}`
    default:
      return issue.message
  }
}
