import type { UUID } from 'node:crypto'
import type { Query } from '@anthropic-ai/claude-agent-sdk'
import type { RunnerInput, RunnerLine } from '@fashion-shoot/protocol'
import { createGatewayClient, type GatewayClient } from '../gateway/createGatewayClient.ts'
import { composeInterruption } from '../prompts/composeInterruption.ts'
import { describeShoot } from '../tools/describeShoot.ts'
import { beginConversation } from './beginConversation.ts'
import { Mailbox } from './Mailbox.ts'
import { Pulse } from './Pulse.ts'
import type { RunnerSettings } from './runnerSettings.ts'
import type { Transcript } from './Transcript.ts'
import { type Turn, Turns } from './Turns.ts'
import { type Translation, translate } from './translate.ts'

const BEAT_MS = 5000

type Words = Extract<RunnerInput, { type: 'turn' }>

/** The director as a process has it: hears what the person says, and says lines until its conversation is over. */
export class Director {
  /** Resolves to the process's exit code when the conversation has ended. */
  readonly over: Promise<number>
  readonly #settings: RunnerSettings
  readonly #gateway: GatewayClient
  readonly #turns: Turns
  readonly #mailbox = new Mailbox()
  readonly #pulse = new Pulse(Date.now)
  readonly #end: (exitCode: number) => void
  /** Made with the first words. */
  #opened: Promise<Transcript> | null = null
  #conversation: Query | null = null
  /** The turn whose words the SDK has been given. */
  #posted: Turn | null = null
  /** Ids of the messages with people's words that this process gave it; the transcript is what was there before. */
  readonly #said = new Set<string>()
  #translation: Translation = { streaming: false, toolStarts: {} }

  constructor(settings: RunnerSettings, write: (line: RunnerLine) => void) {
    this.#settings = settings
    const { promise, resolve } = Promise.withResolvers<number>()
    this.over = promise
    this.#end = resolve
    this.#turns = new Turns((line) => {
      if (line.t !== 'beat') this.#pulse.sign()
      write(line)
    })
    this.#gateway = createGatewayClient({
      url: settings.GATEWAY_URL,
      token: settings.GATEWAY_TOKEN,
      // An answer is a sign of life of the job that a tool waits for.
      fetch: async (...call) => {
        const response = await fetch(...call)
        this.#pulse.sign()
        return response
      },
    })
    setInterval(() => this.#turns.current().emit(this.#pulse.beat()), BEAT_MS).unref()
  }

  /** Begins a turn, or goes on with one that was interrupted. */
  async hear(words: Words): Promise<void> {
    const turn = this.#turns.begin()
    this.#pulse.begin()
    try {
      this.#opened ??= this.#open(words.forget)
      const transcript = await this.#opened
      const messageId = words.turnId.replace('turn_', '')
      const hasHeard = this.#said.has(messageId) || transcript.hasHeard(messageId)
      const text =
        hasHeard || words.attempt > 1 ? await this.#interruption(hasHeard ? null : words.prompt) : words.prompt
      // Stopped meanwhile.
      if (this.#turns.current() !== turn) return
      this.#posted = turn
      this.#said.add(messageId)
      this.#mailbox.post(text, (hasHeard ? crypto.randomUUID() : messageId) as UUID)
    } catch (error) {
      console.error('The conversation could not be opened:', error)
      this.#lose(turn, 'director_not_started', 'The director could not be started.')
    }
  }

  /** Stops the turn. */
  interrupt(): void {
    const turn = this.#turns.current()
    if (!this.#turns.running) return
    if (this.#conversation === null || this.#posted !== turn) turn.emit({ t: 'done', end: 'interrupted' })
    else this.#conversation.interrupt().catch((error) => console.error('Stopping failed:', error))
  }

  /** Resolves when no turn runs. */
  idle(): Promise<void> {
    return this.#turns.idle()
  }

  /** Ends the conversation after what has been heard; `over` follows. */
  close(): void {
    if (this.#conversation === null) this.#end(0)
    this.#mailbox.close()
  }

  async #open(forget: boolean): Promise<Transcript> {
    const { conversation, transcript } = await beginConversation({
      settings: this.#settings,
      gateway: this.#gateway,
      mailbox: this.#mailbox,
      currentTurn: () => this.#turns.current(),
      forget,
      onRefused: (error) => {
        console.error('Another runner has to take this conversation over:', error)
        this.#end(1)
      },
    })
    this.#conversation = conversation
    void this.#follow(conversation)
    return transcript
  }

  async #interruption(prompt: string | null): Promise<string> {
    return composeInterruption(describeShoot(await this.#gateway.readShoot(new AbortController().signal)), prompt)
  }

  async #follow(conversation: Query): Promise<void> {
    try {
      for await (const message of conversation) {
        this.#pulse.hear(message)
        this.#say(translate(this.#translation, message, Date.now()))
      }
    } catch (error) {
      console.error('The Agent SDK ended with an error:', error)
    }
    if (!this.#turns.running) return this.#end(0)
    this.#lose(this.#turns.current(), 'director_stopped', 'The director stopped in the middle of the turn.')
  }

  #say({ next, lines }: ReturnType<typeof translate>): void {
    this.#translation = next
    for (const line of lines) this.#turns.current().emit(line)
  }

  /** This process can't go on with the turn; another one can. */
  #lose(turn: Turn, code: string, message: string): void {
    turn.emit({ t: 'lost', code, message })
    this.#end(1)
  }
}
