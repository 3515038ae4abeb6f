import {
  type Asset,
  type DecisionRequest,
  Estimate,
  Health,
  Me,
  type Options,
  type PatchSession,
  type Resolution,
  type Role,
  SessionList,
  type SessionSort,
  SessionSummary,
  type SessionView,
  type Slot,
  Spend,
  type StageFilter,
  TurnStarted,
  UploadAnswer,
} from '@fashion-shoot/protocol'
import * as z from 'zod/mini'
import { ASKED_BY_PAGE } from './askedByPage.ts'
import { ProblemError } from './ProblemError.ts'
import { problemOf, UNREACHABLE, unexpectedAnswer } from './problems.ts'
import { shippedUrl } from './shippedFiles.ts'

/**
 * `GET /api/sessions/:id`. The view is what the shared reducer made on the server; only its number, from which the stream
 * goes on, is looked at here.
 */
const SessionAnswer = z.object({
  session: SessionSummary,
  view: z.custom<SessionView>(
    (view) => z.looseObject({ lastSeq: z.int().check(z.nonnegative()) }).safeParse(view).success,
  ),
})
type SessionAnswer = z.infer<typeof SessionAnswer>

/** Where an asset's bytes are: on the server, or among the files of the page. */
export function mediaUrl(assetId: string): string {
  return shippedUrl(assetId) ?? `/api/media/${assetId}`
}

/** Every call below throws a ProblemError when the server says no, says something else than it should, or can't be reached. */
export async function health(): Promise<Health> {
  // Its status is 503 when a part is down, and then its body says which.
  return read(Health, await ask('/api/health'))
}

/** Who is calling. */
export function me(): Promise<Me> {
  return call(Me, '/api/me')
}

/** Stores one photo, with a blur of it, which its shoot shows until it has come. */
export async function uploadPhoto(file: File, role: Role): Promise<Asset> {
  const body = new FormData()
  body.append('files', file)
  body.append('roles', role)
  body.append('thumbhashes', await blurOf(file))
  const { assets } = await call(UploadAnswer, '/api/upload', { method: 'POST', body })
  const [asset] = assets
  if (asset === undefined) throw new ProblemError(unexpectedAnswer(200))
  return asset
}

/** Without one a photo has none until its small picture is made. */
async function blurOf(file: File): Promise<string> {
  try {
    const { thumbhashOf } = await import('./thumbhashOf.ts')
    return await thumbhashOf(file)
  } catch {
    return ''
  }
}

export function createSession(options: Options): Promise<SessionSummary> {
  return call(SessionSummary, '/api/sessions', json({ options }))
}

/** The models that a shoot is made with; without one, the deployment's. */
export type Models = Pick<Options, 'imageModel' | 'clipModel'> & { resolution?: Resolution }

/** What a shoot is likely to cost. */
export function estimate(models: Models): Promise<Estimate> {
  return call(Estimate, `/api/estimate?${new URLSearchParams(models)}`)
}

/** Where a shoot's money has gone, job by job. */
export function readSpend(sessionId: string): Promise<Spend> {
  return call(Spend, `/api/sessions/${sessionId}/spend`)
}

export function renameSession(sessionId: string, title: string): Promise<void> {
  return patchSession(sessionId, { title })
}

export function archiveSession(sessionId: string, archived: boolean): Promise<void> {
  return patchSession(sessionId, { archived })
}

/** Sets what a shoot is made with from now on. */
export function setOptions(sessionId: string, options: Options): Promise<void> {
  return patchSession(sessionId, options)
}

/** Sets what a shoot may spend, USD. */
export function setBudget(sessionId: string, budgetUsd: number): Promise<void> {
  return patchSession(sessionId, { budgetUsd })
}

async function patchSession(sessionId: string, change: PatchSession): Promise<void> {
  await send(`/api/sessions/${sessionId}`, { ...json(change), method: 'PATCH' })
}

/** Makes another shoot with the same photos and options, in which nothing is said yet. */
export function duplicateSession(sessionId: string): Promise<SessionSummary> {
  return call(SessionSummary, `/api/sessions/${sessionId}/duplicate`, { method: 'POST' })
}

/** Deletes a shoot with all its files; the browser sees to it also when the page is being left. */
export async function deleteSession(sessionId: string): Promise<void> {
  await send(`/api/sessions/${sessionId}`, { method: 'DELETE', keepalive: true })
}

/** Which shoots a list has, and in which order. */
export type ShootsFilter = {
  /** Words of the title; empty for all. */
  q: string
  sort: SessionSort
  /** The furthest that they have come; without it, all. */
  stage?: StageFilter
  /** Those that were put away, in place of the others. */
  archived: boolean
}

/** One page of the shoots. */
export function listSessions({ q, sort, stage, archived }: ShootsFilter, cursor?: string): Promise<SessionList> {
  const query = new URLSearchParams({ sort, limit: '60' })
  if (q !== '') query.set('q', q)
  if (stage !== undefined) query.set('stage', stage)
  if (archived) query.set('archived', 'true')
  if (cursor !== undefined) query.set('cursor', cursor)
  return call(SessionList, `/api/sessions?${query}`)
}

export function readSession(sessionId: string, signal?: AbortSignal): Promise<SessionAnswer> {
  return call(SessionAnswer, `/api/sessions/${sessionId}`, signal && { signal })
}

export function startTurn(sessionId: string, prompt: string, references: string[] = []): Promise<TurnStarted> {
  return call(TurnStarted, `/api/sessions/${sessionId}/turns`, json({ prompt, references }))
}

export async function cancelTurn(sessionId: string): Promise<void> {
  await send(`/api/sessions/${sessionId}/cancel`, { method: 'POST' })
}

export function decide(sessionId: string, checkpointId: string, body: DecisionRequest): Promise<TurnStarted> {
  return call(TurnStarted, `/api/sessions/${sessionId}/checkpoints/${checkpointId}`, json(body))
}

export async function activateVersion(sessionId: string, slot: Slot, version: number): Promise<void> {
  await send(`/api/sessions/${sessionId}/slots/${slot}/active`, json({ version }))
}

/** Whether an address has something to be saved: no more of it is read than its beginning. */
export async function lookAt(path: string): Promise<void> {
  const answer = await send(path, { headers: { range: 'bytes=0-0' } })
  await answer.body?.cancel()
}

async function call<S extends z.ZodMiniType>(schema: S, path: string, init?: RequestInit): Promise<z.output<S>> {
  return read(schema, await send(path, init))
}

async function send(path: string, init?: RequestInit): Promise<Response> {
  const answer = await ask(path, init)
  if (!answer.ok) throw new ProblemError(await problemOf(answer))
  return answer
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, headers: { ...ASKED_BY_PAGE, ...init?.headers } })
  } catch (cause) {
    throw new ProblemError(UNREACHABLE, { cause })
  }
}

async function read<S extends z.ZodMiniType>(schema: S, answer: Response): Promise<z.output<S>> {
  try {
    return schema.parse(await answer.json())
  } catch (cause) {
    throw new ProblemError(unexpectedAnswer(answer.status), { cause })
  }
}

function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
