import * as z from 'zod/mini'
import { TurnId } from './ids.ts'
import { Slot, Stage } from './vocabulary.ts'

export const Progress = z.object({
  slot: Slot,
  stage: Stage,
  /** 0 to 1; absent when it can't be known. */
  fraction: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  etaMs: z.optional(z.number().check(z.nonnegative())),
  /** Absent while work goes on. */
  state: z.optional(z.enum(['failed', 'cancelled'])),
  /** The work has not begun: it waits for a place, and nothing comes nearer meanwhile. */
  waits: z.optional(z.literal(true)),
  /** For a person: the provider's last log line, or why it failed. */
  message: z.optional(z.string()),
})
export type Progress = z.infer<typeof Progress>

export const TurnEnd = z.enum(['completed', 'interrupted', 'failed'])
export type TurnEnd = z.infer<typeof TurnEnd>

/**
 * What a turn waits for, from the runner's view: the SDK to start, the first word of an answer, the next one, a paid job, work on
 * media files, or another call of a tool.
 */
export const TurnStep = z.enum(['starting', 'first_token', 'next_token', 'job', 'media', 'call'])
export type TurnStep = z.infer<typeof TurnStep>

/** One line of the agent-runner's standard output: what the director says and does, as it happens. */
export const RunnerLine = z.discriminatedUnion('t', [
  /** Exact token text, white space and newlines kept. */
  z.object({ t: z.literal('token'), d: z.string() }),
  /** The tokens that follow are thinking, up to the next `assistant` line. */
  z.object({ t: z.literal('thinking') }),
  /** The message that was streaming was cut off and starts again: its tokens are void. */
  z.object({ t: z.literal('restart') }),
  /** A tool started; `d` is its name, `id` the model's tool-use id, `input` a short rendering for people. */
  z.object({ t: z.literal('tool'), d: z.string(), id: z.string(), input: z.optional(z.string()) }),
  z.object({
    t: z.literal('tool_done'),
    id: z.string(),
    ok: z.boolean(),
    ms: z.number(),
    /** What happened, for the person; absent where another line or event tells it. */
    error: z.optional(z.string()),
    /** It did not fail by itself: Stop ended it. */
    stopped: z.optional(z.literal(true)),
  }),
  /** A message is complete; `d` replaces its tokens. */
  z.object({ t: z.literal('assistant'), d: z.string(), thinking: z.optional(z.literal(true)) }),
  z.object({ t: z.literal('progress'), ...Progress.shape }),
  /** Something that the person should know while waiting. */
  z.object({ t: z.literal('status'), d: z.string() }),
  /** A sign of life every few seconds: the turn's step, and for how long nothing has been heard from what it waits for, ms. */
  z.object({ t: z.literal('beat'), step: TurnStep, quietMs: z.number().check(z.nonnegative()) }),
  z.object({ t: z.literal('error'), code: z.string(), message: z.string(), hint: z.string(), retryable: z.boolean() }),
  /** The last line of a turn. */
  z.object({ t: z.literal('done'), end: TurnEnd }),
  /** In its place where the runner is gone in mid-turn: another attempt can go on. `message` is for a person. */
  z.object({ t: z.literal('lost'), code: z.string(), message: z.string() }),
])
export type RunnerLine = z.infer<typeof RunnerLine>

/** True for a line after which no other comes. */
export function isLastLine({ t }: RunnerLine): boolean {
  return t === 'done' || t === 'lost'
}

/** One line of the agent-runner's standard input. */
export const RunnerInput = z.discriminatedUnion('type', [
  /** Something that the person said; the rest as in StartTurn (host.ts). */
  z.object({
    type: z.literal('turn'),
    turnId: TurnId,
    attempt: z._default(z.int().check(z.positive()), 1),
    forget: z._default(z.boolean(), false),
    prompt: z.string(),
  }),
  /** The person pressed Stop: end the running turn. */
  z.object({ type: z.literal('interrupt') }),
])
export type RunnerInput = z.infer<typeof RunnerInput>

/** Parses one line of the runner's output; null for anything that is not one of its lines. */
export function parseRunnerLine(text: string): RunnerLine | null {
  try {
    return RunnerLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
