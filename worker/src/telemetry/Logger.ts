import { logsPrompts, secretsOf } from '../settings.ts'
import { createRedaction } from './createRedaction.ts'
import { describeError } from './describeError.ts'

type Level = 'info' | 'warn' | 'error'

/** What a line says besides. Anything goes in; a name that speaks of a secret or holds a person's words is looked at below. */
export type LogFields = Record<string, unknown>

type Sink = Pick<Console, 'log' | 'warn' | 'error'>

type Rules = {
  /** Removes every secret from a text. */
  redact: (text: string) => string
  /** Whether what a person has written may be logged. */
  logsPrompts: boolean
  sink: Sink
}

/** Fields whose value nobody needs to see, whatever it is. */
const SECRET = /token|secret|password|credential|authorization|cookie|signature|api_?key/i
/** Fields that hold what a person has written. */
const PERSONAL = new Set(['prompt', 'note', 'text', 'title', 'fileName'])
/** Characters of one text: the platform keeps 256 KB of lines for each invocation. */
const LONGEST = 8000
const DEPTH = 8

/**
 * Writes one JSON object a line: `at` (ISO 8601), `level`, `event` (a stable name in snake_case), `session`, `turn`, and what
 * else is known. Errors become `{name, message, stack}`. No secret of the deployment and nothing of a token's form gets into a
 * line, wherever it stands; the words of a person only where LOG_PROMPTS allows it. Never throws.
 */
export class Logger {
  readonly #rules: Rules
  readonly #context: LogFields

  constructor(rules: Rules, context: LogFields = {}) {
    this.#rules = rules
    this.#context = context
  }

  /** A logger of the same rules whose every line says this too. */
  with(context: LogFields): Logger {
    return new Logger(this.#rules, { ...this.#context, ...context })
  }

  info(event: string, fields?: LogFields): void {
    this.#write('info', event, fields)
  }

  /** Something went wrong that is being made good. */
  warn(event: string, fields?: LogFields): void {
    this.#write('warn', event, fields)
  }

  /** Somebody did not get what they asked for. */
  error(event: string, fields?: LogFields): void {
    this.#write('error', event, fields)
  }

  #write(level: Level, event: string, fields: LogFields = {}): void {
    const { sink } = this.#rules
    const write = level === 'info' ? sink.log : sink[level]
    write.call(sink, JSON.stringify({ at: new Date().toISOString(), level, event, ...this.#clean(fields) }))
  }

  #clean(fields: LogFields): LogFields {
    try {
      return this.#object({ ...this.#context, ...fields }, DEPTH)
    } catch (error) {
      // A getter that throws: the line is worth more than its fields.
      return { unreadable: this.#value(error, DEPTH) }
    }
  }

  #value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.#text(value)
    if (typeof value === 'bigint') return String(value)
    if (value instanceof Error) return this.#value(describeError(value), depth)
    if (typeof value !== 'object' || value === null) return value
    if (depth === 0) return '…'
    if (Array.isArray(value)) return value.map((item) => this.#value(item, depth - 1))
    return this.#object(value, depth)
  }

  #object(value: object, depth: number): LogFields {
    return Object.fromEntries(Object.entries(value).flatMap((entry) => this.#field(...entry, depth - 1)))
  }

  /** None or one entry. */
  #field(name: string, value: unknown, depth: number): [string, unknown][] {
    if (PERSONAL.has(name) && !this.#rules.logsPrompts) return []
    // Numbers are told: `inputTokens` are none of ours.
    const isHidden = SECRET.test(name) && value !== null && ['string', 'object'].includes(typeof value)
    return [[this.#text(name), isHidden ? '[redacted]' : this.#value(value, depth)]]
  }

  /** Redacted first and cut then: half a secret has no known form. */
  #text(text: string): string {
    const clean = this.#rules.redact(text)
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean
  }
}

/** The deployment's logger. Works with malformed settings too, because somebody has to tell of them. */
export function createLogger(env: Record<string, unknown>): Logger {
  return new Logger({ redact: createRedaction(secretsOf(env)), logsPrompts: logsPrompts(env), sink: console })
}
