import { z } from 'zod'
import { SessionId, TurnId } from './ids.ts'
import { RunnerLine } from './runnerLine.ts'
import { Effort } from './vocabulary.ts'

/**
 * The agent host's HTTP interface, which the Worker speaks. All calls but `/health` want `Authorization: Bearer <host token>`.
 *
 *   GET    /health                       → HostHealth
 *   POST   /turns            StartTurn   → 202 {turnId}; the same attempt again → 200. What ran in the session before is ended
 *   GET    /turns/:id/lines?attempt=A&after=N → application/x-ndjson of JournalLine from N+1 on, live, ends after `done` or `lost`;
 *                                          unknown → 404
 *   POST   /turns/:id/cancel             → 202; over already → 200; unknown → 404
 *   GET    /sessions                     → HostFolders
 *   DELETE /sessions/:id                 → 204; ends the runner and removes its folder
 *
 * A turn is tried anew when its runner is lost; each attempt has a journal of its own.
 */
export const StartTurn = z.object({
  turnId: TurnId,
  /** From 1. A later one goes on where an earlier one was interrupted. */
  attempt: z.int().positive().default(1),
  /** True to begin the conversation anew: its transcript may be what the earlier attempts failed by. */
  forget: z.boolean().default(false),
  sessionId: SessionId,
  prompt: z.string().min(1),
  /** Where the container reaches the gateway, without a trailing slash: `http://127.0.0.1:8787/gateway`. */
  gatewayUrl: z.url(),
  /** The same for all turns of a session, unless it was revoked: then the runner is started anew with the new one. */
  gatewayToken: z.string().min(1),
  /** Model id for the Agent SDK. */
  model: z.string().min(1),
  /** How much the model thinks; without it, as much as it does by default. */
  effort: z.optional(Effort),
})
export type StartTurn = z.infer<typeof StartTurn>

/** One line of an attempt's journal, numbered from 1. */
export const JournalLine = z.object({ n: z.int().positive(), line: RunnerLine })
export type JournalLine = z.infer<typeof JournalLine>

/** The sessions that the host has a folder of, whether or not anything runs there. */
export const HostFolders = z.object({ sessions: z.array(z.string()) })
export type HostFolders = z.infer<typeof HostFolders>

export const HostHealth = z.object({ ok: z.literal(true), version: z.string(), runners: z.int().nonnegative() })
export type HostHealth = z.infer<typeof HostHealth>
