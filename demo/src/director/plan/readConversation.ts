/** A request's messages as turns: what the person said, and all that was done about it. */
import type { MessagesRequest } from '../MessagesRequest.ts'
import { personWords, tellsInterruption, withoutReminders, wordsInReminders } from './personWords.ts'

export type Call = {
  id: string
  /** Name without the MCP server's prefix: `mcp__shoot__get_shoot` → `get_shoot`. */
  tool: string
  input: Record<string, unknown>
  /** Counts the assistant's messages of the turn: calls of one message run together. */
  batch: number
  result?: { text: string; failed: boolean }
}

export type Turn = {
  /** What the person said. */
  words: string
  calls: Call[]
}

export type Conversation = {
  turns: Turn[]
  /** True when the director has said something before. */
  begun: boolean
  /** Names of the skills on offer. */
  skills: string[]
  /** Folder and text of the skills that were loaded, as the command line shows them. */
  skillTexts: string[]
}

export function readConversation({ messages, system }: MessagesRequest): Conversation {
  const conversation: Conversation = { turns: [], begun: false, skills: [], skillTexts: [] }
  const calls = new Map<string, Call>()
  let batch = 0

  noteSkills(plain(system ?? ''), conversation)
  for (const { role, content } of messages) {
    const blocks = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content
    if (role === 'assistant') {
      conversation.begun = true
      batch += 1
      for (const block of blocks) {
        if (block.type !== 'tool_use') continue
        const { id, name, input } = block
        const call: Call = { id, tool: shortName(name), input, batch }
        calls.set(id, call)
        conversation.turns.at(-1)?.calls.push(call)
      }
      continue
    }
    for (const block of blocks) {
      if (block.type === 'tool_result') {
        const text = plain(block.content ?? '')
        const call = calls.get(block.tool_use_id)
        if (call) call.result = { text: withoutReminders(text), failed: block.is_error === true }
        hear(wordsInReminders(text))
      } else if (block.type === 'text') {
        noteSkills(block.text, conversation)
        hear(wordsInReminders(block.text))
        if (role === 'user') hear([personWords(block.text)])
        if (role === 'user' && tellsInterruption(block.text)) takeUpAgain(conversation.turns.at(-1))
      }
    }
  }
  return conversation

  function hear(sayings: string[]) {
    for (const words of sayings) if (words !== '') conversation.turns.push({ words, calls: [] })
  }
}

/** Calls that an interruption left without a result count as not made, and so are made again. */
function takeUpAgain(turn: Turn | undefined): void {
  if (turn) turn.calls = turn.calls.filter(({ result }) => result && !result.text.startsWith('[Tool call interrupted'))
}

export function shortName(name: string): string {
  return name.replace(/^mcp__.+?__/, '')
}

/** The command line lists skills as `- name: description` under a sentence that says so. */
function noteSkills(text: string, { skills, skillTexts }: Conversation): void {
  const list = /skills are available[^\n]*\n+((?:\s*- [^\n]+\n?)+)/.exec(text)?.[1]
  for (const [, name] of list?.matchAll(/^\s*- ([\w:-]+?):\s/gm) ?? [])
    if (name !== undefined && !skills.includes(name)) skills.push(name)
  if (text.startsWith('Base directory for this skill:')) skillTexts.push(text)
}

function plain(content: string | { type: string; text?: unknown }[]): string {
  if (typeof content === 'string') return content
  return content.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n')
}
