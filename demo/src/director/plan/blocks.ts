/** What the director answers with: the content blocks of a message, without the ids that the server gives. */
export type ToolUse = { type: 'tool_use'; name: string; input: Record<string, unknown> }
export type Block = { type: 'thinking'; thinking: string } | { type: 'text'; text: string } | ToolUse
