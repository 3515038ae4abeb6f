import type { SDKMessage } from '@anthropic-ai/claude-agent-sdk'
import type { RunnerLine, TurnStep } from '@fashion-shoot/protocol'

/** Tools that wait for paid work, and those that work on files; a tool by any other name answers soon. */
const JOB_TOOLS = new Set(['generate_hero', 'generate_contact_sheet', 'edit_frames', 'generate_clips'])
const MEDIA_TOOLS = new Set(['extract_frames', 'resize_frames', 'stitch_film'])

/** What the running turn waits for, and when that last gave a sign of life. */
export class Pulse {
  readonly #now: () => number
  #step: TurnStep = 'starting'
  #signMs: number
  /** Names of the tools that run, by tool-use id. */
  readonly #tools = new Map<string, string>()

  constructor(now: () => number) {
    this.#now = now
    this.#signMs = now()
  }

  /** A turn begins. */
  begin(): void {
    this.#tools.clear()
    this.#enter('starting')
  }

  /** Something was heard from what is waited for: an answer of the gateway, the progress of a film. */
  sign(): void {
    this.#signMs = this.#now()
  }

  /** A message of the SDK, which says what comes next. */
  hear(message: SDKMessage): void {
    if (message.type === 'assistant') {
      for (const block of message.message.content) if (block.type === 'tool_use') this.#tools.set(block.id, block.name)
    } else if (message.type === 'user' && typeof message.message.content !== 'string') {
      for (const block of message.message.content)
        if (block.type === 'tool_result') this.#tools.delete(block.tool_use_id)
    }
    this.#enter(isMidAnswer(message) ? 'next_token' : this.#waitsFor())
  }

  beat(): RunnerLine {
    return { t: 'beat', step: this.#step, quietMs: Math.max(0, this.#now() - this.#signMs) }
  }

  #enter(step: TurnStep): void {
    this.#step = step
    this.sign()
  }

  /** The most patient of the tools that run; without any, the model. */
  #waitsFor(): TurnStep {
    const names = [...this.#tools.values()].map((name) => name.replace(/^mcp__shoot__/, ''))
    if (names.length === 0) return 'first_token'
    if (names.some((name) => MEDIA_TOOLS.has(name))) return 'media'
    return names.some((name) => JOB_TOOLS.has(name)) ? 'job' : 'call'
  }
}

function isMidAnswer(message: SDKMessage): boolean {
  if (message.type === 'stream_event') return message.event.type !== 'message_stop'
  // One for each finished block, with more of the answer to come.
  return message.type === 'assistant'
}
