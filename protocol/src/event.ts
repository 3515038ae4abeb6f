import * as z from 'zod/mini'
import { Asset, Thumbhash } from './asset.ts'
import { Checkpoint } from './checkpoint.ts'
import { AssetId, SessionId, TurnId } from './ids.ts'
import { Progress } from './runnerLine.ts'
import { ClipModel, ImageModel, Slot } from './vocabulary.ts'

/** What streams next, or has streamed: an answer, or the model's thinking. */
export const MessageType = z.enum(['text', 'thinking'])
export type MessageType = z.infer<typeof MessageType>

/** What a shoot's budget falls short by, all in USD. */
export const Shortfall = z.object({
  /** What was refused costs, with what is wanted together with it. */
  neededUsd: z.number(),
  /** With what is under way. */
  spentUsd: z.number(),
  budgetUsd: z.number(),
  leftUsd: z.number(),
  /** A budget in whole USD that is likely to suffice up to the film. */
  enoughUsd: z.number(),
})
export type Shortfall = z.infer<typeof Shortfall>

/** An error in words: what happened and was kept, and what to do next. */
export const ErrorEvent = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  retryable: z.boolean(),
  /** With `over_budget`. */
  shortfall: z.optional(Shortfall),
})
export type ErrorEvent = z.infer<typeof ErrorEvent>

const SystemEvent = z.discriminatedUnion('subtype', [
  z.object({
    type: z.literal('system'),
    subtype: z.literal('tool_call'),
    tool: z.string(),
    toolUseId: z.string(),
    /** A short rendering of the tool's input for people. */
    input: z.optional(z.string()),
    /** When it began; older logs do not say. */
    at: z.optional(z.iso.datetime()),
  }),
  z.object({
    type: z.literal('system'),
    subtype: z.literal('tool_result'),
    toolUseId: z.string(),
    ok: z.boolean(),
    durationMs: z.number(),
    /** What happened; absent where an `error` event tells it. */
    error: z.optional(z.string()),
    /** Where it is not ok, though it did not fail by itself: Stop ended it, or the director went away and takes it up again. */
    cutShort: z.optional(z.enum(['stopped', 'interrupted'])),
  }),
])

/** One entry of a session's log, as it goes over SSE in `data`; its number `seq` is the SSE `id`. */
export const SessionEvent = z.union([
  z.discriminatedUnion('type', [
    /** First of each turn. */
    z.object({ type: z.literal('session_init'), sessionId: SessionId, turnId: TurnId }),
    /** What the person said to start the turn. */
    z.object({ type: z.literal('user_message'), turnId: TurnId, text: z.string(), at: z.iso.datetime() }),
    z.object({
      type: z.literal('status'),
      message: z.string(),
      /** The director went away and takes the turn up again: from here on it may say and do what it has before. */
      resumes: z.optional(z.literal(true)),
    }),
    /** A message begins. One that was still streaming is void: it was cut off. */
    z.object({ type: z.literal('message_type_hint'), messageType: MessageType }),
    z.object({ type: z.literal('text_delta'), text: z.string() }),
    /** A message is complete; it replaces its deltas. Absent messageType means `text`. */
    z.object({ type: z.literal('assistant_message'), text: z.string(), messageType: z.optional(MessageType) }),
    z.object({ type: z.literal('progress'), ...Progress.shape }),
    /** A new version is active from its own event on, unless it says that it does not become so: what came too late is only kept. */
    z.object({ type: z.literal('asset'), asset: Asset, becomesActive: z.optional(z.literal(false)) }),
    /** A small picture of an asset is there. */
    z.object({ type: z.literal('preview'), assetId: AssetId, thumbhash: Thumbhash }),
    /** An earlier version was made active. */
    z.object({ type: z.literal('active_version'), slot: Slot, assetId: AssetId }),
    z.object({ type: z.literal('checkpoint'), checkpoint: Checkpoint }),
    z.object({
      type: z.literal('cost'),
      /** What was paid for: the model, or a job in a slot. */
      item: z.union([z.literal('model'), Slot]),
      /** USD; negative when a reserved price is given back. */
      usd: z.number(),
      turnUsd: z.number(),
      sessionUsd: z.number(),
    }),
    /** The shoot has another title. */
    z.object({ type: z.literal('title'), title: z.string() }),
    /** What the shoot may spend has been set, USD. */
    z.object({ type: z.literal('budget'), budgetUsd: z.number().check(z.positive()) }),
    /** What the next pictures and clips are made with has been chosen anew; both, though one alone may have changed. */
    z.object({ type: z.literal('models'), imageModel: ImageModel, clipModel: ClipModel }),
    ErrorEvent,
    /** Last of each turn. */
    z.object({
      type: z.literal('complete'),
      /** True when a checkpoint waits for a decision. */
      awaitingInput: z.boolean(),
    }),
  ]),
  SystemEvent,
])
export type SessionEvent = z.infer<typeof SessionEvent>

/** An event with its number in the session's log. */
export const LoggedEvent = z.object({ seq: z.int().check(z.positive()), event: SessionEvent })
export type LoggedEvent = z.infer<typeof LoggedEvent>
