import type { UUID } from 'node:crypto'
import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'

/** The SDK's input, kept open over turns: each `post` is one message of the person; `close` ends the conversation. */
export class Mailbox implements AsyncIterable<SDKUserMessage> {
  readonly #waiting: SDKUserMessage[] = []
  #closed = false
  #wake: () => void = () => {}

  /** @param id under which the transcript will hold the message, a UUID */
  post(text: string, id: UUID): void {
    this.#waiting.push({ type: 'user', uuid: id, message: { role: 'user', content: text }, parent_tool_use_id: null })
    this.#wake()
  }

  close(): void {
    this.#closed = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SDKUserMessage, void> {
    for (;;) {
      const message = this.#waiting.shift()
      if (message !== undefined) yield message
      else if (this.#closed) return
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}
