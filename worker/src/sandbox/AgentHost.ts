import { HostHealth, JournalLine, type StartTurn } from '@fashion-shoot/protocol'
import { TextLineStream } from '../streams/TextLineStream.ts'
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
  async startTurn(turn: StartTurn): Promise<void> {
    const body = JSON.stringify(turn)
    await this.#call('/turns', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }

  /** The turn's journal after line `after`, live, until its last line: whichever lines come together, together. */
  async *lines(turnId: string, after: number): AsyncGenerator<JournalLine[]> {
    const { body } = await this.#call(`/turns/${turnId}/lines?after=${after}`)
    if (body === null) throw new AgentHostError('The agent host sent no lines.', null)
    const lines = body.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    for await (const some of lines) yield some.map((line) => JournalLine.parse(JSON.parse(line)))
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
