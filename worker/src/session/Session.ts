import { DurableObject } from 'cloudflare:workers'
import {
  type Asset,
  type DecisionRequest,
  type Job,
  type JobRequest,
  type PatchSession,
  type PlanAnswer,
  type SessionSummary,
  type SessionView,
  type ShootState,
  type Slot,
  type Spend,
  type Stage,
  type StageEnded,
  type Stops,
  staleSlots,
  type TurnStarted,
} from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import { createLogger } from '../telemetry/Logger.ts'
import { About, type NewSession } from './About.ts'
import type { StoredEvent } from './EventLog.ts'
import { eventStream } from './eventStream.ts'
import { Shoot } from './Shoot.ts'
import type { ShootGateway } from './ShootGateway.ts'
import { isMigrated, migrate } from './sqlMigrations.ts'
import type { NewFile } from './Versions.ts'

/** The Durable Object that owns one shoot: the door, by RPC, to the Shoot behind it. */
export class Session extends DurableObject<Env> {
  #shoot: Shoot | null = null

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    if (isMigrated(state.storage)) this.#shoot = this.#open()
  }

  /** Makes the session unless it exists. */
  create(facts: NewSession): SessionSummary {
    migrate(this.ctx.storage)
    new About(this.ctx.storage.sql).create(facts)
    this.#shoot ??= this.#open()
    const shoot = this.#of(facts.owner)
    shoot.announce()
    return shoot.summary()
  }

  // The person's side. Each call says who is calling; to all but its owner the session is not there.

  describe(owner: string): { session: SessionSummary; view: SessionView; stale: Slot[] } {
    const shoot = this.#of(owner)
    return { session: shoot.summary(), view: shoot.view, stale: staleSlots(shoot.view) }
  }

  /** Throws `unknown_session`, or `turn_running` while a turn runs. */
  requireIdle(owner: string): void {
    this.#of(owner).requireIdle()
  }

  /** Takes photos in, though nothing is said of them yet. */
  take(owner: string, references: Asset[]): SessionSummary {
    return this.#of(owner).take(references)
  }

  say(owner: string, prompt: string, references: Asset[]): TurnStarted {
    return this.#of(owner).say(prompt, references)
  }

  /** Says something, and answers with the events up to the end of its turn. */
  generate(owner: string, prompt: string, references: Asset[]): Response {
    const { turnId, after } = this.say(owner, prompt, references)
    return this.events(owner, after, turnId)
  }

  decide(owner: string, checkpointId: string, decision: DecisionRequest): TurnStarted {
    return this.#of(owner).decide(checkpointId, decision)
  }

  async cancel(owner: string): Promise<void> {
    await this.#of(owner).cancel()
  }

  /** Where the shoot's money has gone. */
  spend(owner: string): Spend {
    return this.#of(owner).spend()
  }

  patch(owner: string, changes: PatchSession): SessionSummary {
    return this.#of(owner).patch(changes)
  }

  activate(owner: string, slot: Slot, version: number): void {
    this.#of(owner).activate(slot, version)
  }

  /** The log after number `after` as server-sent events: live for ever, or up to the end of one turn. */
  events(owner: string, after: number, untilTurn: string | null): Response {
    const { log } = this.#of(owner)
    let inTurn = false
    const isLast = ({ type, data }: StoredEvent) => {
      if (untilTurn !== null && type === 'session_init') inTurn = JSON.parse(data).turnId === untilTurn
      return inTurn && type === 'complete'
    }
    return eventStream(log, after, isLast, () => {
      createLogger(this.env).info('listener_cut_off', { session: this.ctx.id.name })
    })
  }

  /**
   * Removes the session with its files, its rows, its runner, its transcripts and its log. It is gone for everybody at once; where
   * the rest takes longer this throws, and goes on by itself.
   */
  async remove(owner: string): Promise<void> {
    if (this.#shoot?.owner !== owner) throw new ProblemError('unknown_session')
    await this.#shoot.remove()
  }

  // The deployment's own side, which nobody reaches from outside.

  /** Has D1 and the bucket told anew what they hold of this session. False where there is none. */
  async project(): Promise<boolean> {
    if (this.#shoot === null || this.#shoot.isBeingRemoved) return false
    await this.#shoot.project()
    return true
  }

  /** Whether the session has this file, or is about to. */
  needs(assetId: string): boolean {
    return this.#shoot?.needs(assetId) === true
  }

  isThere(): boolean {
    return this.#shoot !== null
  }

  /** Removes the session where nothing has changed since then (ISO 8601, UTC) and nothing is under way. True when it did. */
  async retire(before: string): Promise<boolean> {
    if (this.#shoot?.restsSince(before) !== true) return false
    await this.#shoot.remove()
    return true
  }

  /** Has a job looked at now: there is a place for it, or its provider says that it is done. */
  look(jobId: string): void {
    this.#shoot?.look(jobId)
  }

  /** A provider says that it is done with the order that it has under this id. A session that is not there hears nothing. */
  async hear(jobId: string, orderId: string, delivery: string): Promise<void> {
    await this.#shoot?.hear(jobId, orderId, delivery)
  }

  // The gateway's side. Each call brings the container's token.

  state(token: string): ShootState {
    return this.#forContainer(token).state()
  }

  beginJob(token: string, request: JobRequest): Job {
    return this.#forContainer(token).beginJob(request)
  }

  async job(token: string, id: string, waitMs: number): Promise<Job> {
    return await this.#forContainer(token).job(id, waitMs)
  }

  openFile(token: string, slot: Slot, sha256: string, madeFrom: string[]): ReturnType<ShootGateway['openFile']> {
    return this.#forContainer(token).openFile(slot, sha256, madeFrom)
  }

  addFile(token: string, id: string, slot: Slot, file: NewFile, turnId: string): Asset {
    return this.#forContainer(token).addFile(id, slot, file, turnId)
  }

  openFit(token: string, assetId: string): ReturnType<ShootGateway['openFit']> {
    return this.#forContainer(token).openFit(assetId)
  }

  openPreview(token: string, assetId: string): ReturnType<ShootGateway['openPreview']> {
    return this.#forContainer(token).openPreview(assetId)
  }

  addPreview(token: string, assetId: string, thumbhash: string): void {
    this.#forContainer(token).addPreview(assetId, thumbhash)
  }

  asset(token: string, id: string): Asset {
    return this.#forContainer(token).requireAsset(id)
  }

  propose(token: string, requests: JobRequest[]): PlanAnswer {
    return this.#forContainer(token).propose(requests)
  }

  endStage(token: string, stage: Stage): StageEnded {
    return this.#forContainer(token).endStage(stage)
  }

  setActive(token: string, slot: Slot, version: number): ShootState {
    return this.#forContainer(token).setActive(slot, version)
  }

  setStops(token: string, stops: Stops): ShootState {
    return this.#forContainer(token).setStops(stops)
  }

  openTranscript(token: string, writer: string): Response {
    return new Response(this.#forContainer(token).transcript.open(writer))
  }

  appendTranscript(token: string, writer: string, batch: number, lines: string | null): void {
    this.#forContainer(token).transcript.append(writer, batch, lines)
  }

  forgetTranscript(token: string, writer: string): void {
    this.#forContainer(token).transcript.forget(writer)
  }

  /** Throws `unauthorized` unless the token is this session's and its time has not run out. */
  authorize(token: string): void {
    this.#forContainer(token)
  }

  /**
   * Before the model is asked to answer: the turn that pays for it. Throws `unauthorized`, and `over_budget` or `daily_cap` where
   * nothing is left to spend.
   */
  async authorizeAnswer(token: string): Promise<string> {
    return await this.#forContainer(token).beginAnswer()
  }

  /** Books what an answer has cost, USD, whatever has become of the token since. A shoot that was deleted has no books. */
  bookAnswer(answerId: string, turnId: string, usd: number): void {
    if (this.#shoot?.isBeingRemoved === false) this.#shoot.gateway.bookAnswer(answerId, turnId, usd)
  }

  override alarm(): void {
    this.#shoot?.wake()
  }

  #open(): Shoot {
    migrate(this.ctx.storage)
    const shoot = new Shoot(this.ctx.storage, this.env, () => {
      this.#shoot = null
    })
    // An object that comes back to life takes up what its last life left off, whoever woke it.
    shoot.resume()
    return shoot
  }

  #of(owner: string): Shoot {
    if (this.#shoot?.owner !== owner || this.#shoot.isBeingRemoved) throw new ProblemError('unknown_session')
    return this.#shoot
  }

  #forContainer(token: string): ShootGateway {
    if (this.#shoot?.isTokenGood(token) !== true || this.#shoot.isBeingRemoved) throw new ProblemError('unauthorized')
    return this.#shoot.gateway
  }
}
