import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import { type TokenUsage, tokensUsd } from '../providers/tokenPrices.ts'

/** What a token comes to, about, in English and in JSON. */
const CHARACTERS_PER_TOKEN = 4

const count = z.number().nonnegative().catch(0).default(0)

/** A compatible service may leave any of it out, or send null. */
const Usage = z
  .object({
    input_tokens: count,
    output_tokens: count,
    cache_creation_input_tokens: count,
    cache_read_input_tokens: count,
    cache_creation: z.object({ ephemeral_1h_input_tokens: count }).catch({ ephemeral_1h_input_tokens: 0 }),
    server_tool_use: z.object({ web_search_requests: count }).catch({ web_search_requests: 0 }),
    speed: z.string().catch(''),
    inference_geo: z.string().catch(''),
  })
  .transform(
    (usage): TokenUsage => ({
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheRead: usage.cache_read_input_tokens,
      cacheWrite: usage.cache_creation_input_tokens,
      cacheWrite1h: usage.cache_creation.ephemeral_1h_input_tokens,
      webSearches: usage.server_tool_use.web_search_requests,
      isFast: usage.speed === 'fast',
      isUsOnly: usage.inference_geo === 'us',
    }),
  )
const Message = z.object({ model: z.string().catch(''), usage: Usage })
/** The events that tell what is used: https://platform.claude.com/docs/en/build-with-claude/streaming */
const StreamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message_start'), message: Message }),
  z.object({ type: z.literal('message_delta'), usage: Usage }),
  z.object({
    type: z.literal('content_block_delta'),
    delta: z
      .object({
        text: z.string(),
        thinking: z.string(),
        partial_json: z.string(),
        estimated_tokens: z.number().nullable(),
      })
      .partial(),
  }),
])

const NOTHING = Usage.parse({})

/**
 * Reads out of an answer of the Messages API what it costs, from its bytes as they pass. Of a streamed one it keeps no more than the
 * line that is on its way.
 */
export class UsageMeter {
  readonly #decoder = new TextDecoder()
  readonly #take: (text: string) => void
  /** What has come of an answer in one piece. */
  #whole = ''
  #model = ''
  #usage = NOTHING
  /** Tokens that the answer has said since its last count, about. */
  #said = 0

  /** @param contentType of the answer */
  constructor(contentType: string) {
    const parser = createParser({ onEvent: ({ data }) => this.#hear(data) })
    this.#take = contentType.startsWith('text/event-stream')
      ? (text) => parser.feed(text)
      : (text) => {
          this.#whole += text
        }
  }

  read(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk, { stream: true }))
  }

  /** USD that the answer has cost up to here. Of one that was cut off, which never told, the words count as they came. */
  usd(): number {
    const whole = Message.safeParse(parse(this.#whole)).data
    if (whole !== undefined) return tokensUsd(whole.model, whole.usage)
    const output = Math.max(this.#usage.output, this.#said)
    return tokensUsd(this.#model, { ...this.#usage, output })
  }

  #hear(data: string): void {
    const event = StreamEvent.safeParse(parse(data)).data
    if (event === undefined) return
    switch (event.type) {
      case 'message_start':
        this.#model = event.message.model
        this.#usage = event.message.usage
        return
      case 'content_block_delta': {
        const { text = '', thinking = '', partial_json: json = '', estimated_tokens: untold } = event.delta
        // What is thought and not told is estimated by the service.
        this.#said += (text.length + thinking.length + json.length) / CHARACTERS_PER_TOKEN + (untold ?? 0)
        return
      }
      case 'message_delta':
        this.#said = 0
        this.#usage = larger(this.#usage, event.usage)
    }
  }
}

/** Counts go on from those before, and a later event need not repeat them. */
function larger(one: TokenUsage, other: TokenUsage): TokenUsage {
  return {
    input: Math.max(one.input, other.input),
    output: Math.max(one.output, other.output),
    cacheRead: Math.max(one.cacheRead, other.cacheRead),
    cacheWrite: Math.max(one.cacheWrite, other.cacheWrite),
    cacheWrite1h: Math.max(one.cacheWrite1h, other.cacheWrite1h),
    webSearches: Math.max(one.webSearches, other.webSearches),
    isFast: one.isFast || other.isFast,
    isUsOnly: one.isUsOnly || other.isUsOnly,
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
