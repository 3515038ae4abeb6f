import { HostHealth, JournalLine, LineSplitter, type StartTurn } from '@fashion-shoot/protocol'
import type { z } from 'zod'
import { AgentHostError } from './AgentHostError.ts'
import type { HostDriver } from './HostDriver.ts'

/** A client of the agent host's HTTP interface (protocol/src/host.ts), over any way of reaching it. */
export class AgentHost {
  readonly #driver: Pick<HostDriver, 'fetch'>

  constructor(driver: Pick<HostDriver, 'fetch'>) {
    this.#driver = driver
  }

  async health(): Promise<HostHealth> {
    return HostHealth.parse(await (await this.#call('/health', { signal: AbortSignal.timeout(2000) })).json())
  }

  /** Starts a turn; repeating it changes nothing. */
  async startTurn(turn: z.input<typeof StartTurn>): Promise<void> {
    const body = JSON.stringify(turn)
    await this.#call('/turns', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }

  /**
   * An attempt's journal after line `after`, live, until its last line or until the signal fires: whichever lines come together,
   * together.
   */
  async *lines(
    { turnId, attempt, after }: { turnId: string; attempt: number; after: number },
    signal: AbortSignal,
  ): AsyncGenerator<JournalLine[]> {
    const { body } = await this.#call(`/turns/${turnId}/lines?attempt=${attempt}&after=${after}`)
    if (body === null) throw new AgentHostError('The agent host sent no lines.', null)
    // By hand: through transform streams a line costs this runtime several times as much.
    const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader()
    const splitter = new LineSplitter(() => {
      throw new AgentHostError('The agent host sent a line that is too long.', null, true)
    })
    const leave = () => void reader.cancel().catch(() => {})
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    try {
      for (;;) {
        const { done, value } = await reader.read()
        const lines = done ? splitter.end() : splitter.push(value)
        if (lines.length > 0) yield lines.map((line) => JournalLine.parse(JSON.parse(line)))
        if (done) return
      }
    } finally {
      signal.removeEventListener('abort', leave)
      leave()
    }
  }

  async cancel(turnId: string): Promise<void> {
    await this.#call(`/turns/${turnId}/cancel`, { method: 'POST' })
  }

  async #call(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#driver.fetch(path, init).catch((error: unknown) => {
      if (error instanceof AgentHostError) throw error
      throw new AgentHostError(`The agent host cannot be reached: ${String(error)}`, null)
    })
    if (response.ok) return response
    throw new AgentHostError(`The agent host answered ${response.status}: ${await response.text()}`, response.status)
  }
}
