import {
  type Asset,
  activeAsset,
  type DecisionRequest,
  isJobOver,
  type JobState,
  type PatchSession,
  type SessionEvent,
  type SessionSummary,
  type SessionView,
  type Slot,
  type Spend,
  STAGES,
  type TurnStarted,
} from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import { Heard } from '../hooks/Heard.ts'
import { DELIVERY_MS } from '../hooks/readDelivery.ts'
import { describePhotos } from './describePhotos.ts'
import { describeSpend } from './describeSpend.ts'
import type { EventLog } from './EventLog.ts'
import { PLACE_SCHEDULE } from './jobs/JobPlaces.ts'
import { resultId } from './jobs/loadResult.ts'
import { Projection } from './Projection.ts'
import { approvedIn } from './plans/approvedIn.ts'
import { Removal } from './Removal.ts'
import { requireBudgetFor } from './requireBudgetFor.ts'
import { ShootGateway } from './ShootGateway.ts'
import { type ShootParts, shootParts } from './shootParts.ts'
import { shootResolution } from './shootResolution.ts'
import { slotsOfStage } from './stages.ts'
import { titleFrom } from './titleFrom.ts'
import { Turns } from './turns/Turns.ts'

/** One shoot, and all that a person may do to it. What its container may ask for is its `gateway`. */
export class Shoot {
  readonly gateway: ShootGateway
  readonly #parts: ShootParts
  readonly #removal: Removal
  /** A delivery's time may be off to either side. */
  readonly #heard = new Heard(2 * DELIVERY_MS, Date.now)

  /** Opens the shoot that the storage holds; `About.create` makes one. `gone` is called when it has been deleted. */
  constructor(storage: DurableObjectStorage, env: Env, gone: () => void) {
    this.#parts = shootParts(storage, env, () => this.summary())
    this.gateway = new ShootGateway(this.#parts)
    this.#removal = new Removal(storage, env, this.#parts, gone)
  }

  /** True once it is being deleted: it is a shoot for nobody any more. */
  get isBeingRemoved(): boolean {
    return this.#removal.hasBegun
  }

  /** Whose shoot this is. */
  get owner(): string {
    return this.#parts.about.owner
  }

  get log(): EventLog {
    return this.#parts.log
  }

  get view(): SessionView {
    return this.#parts.log.view
  }

  isTokenGood(token: string): boolean {
    const { about, turns } = this.#parts
    return about.isTokenGood(token, turns.running() !== undefined)
  }

  /** Has the session listed. */
  announce(): void {
    this.#parts.projection.mark('trace', '')
  }

  summary(): SessionSummary {
    const { view } = this
    const stage = STAGES.findLast((one) => slotsOfStage(one).some((slot) => activeAsset(view, slot)))
    const cover = activeAsset(view, 'hero') ?? view.assets[view.references[0] ?? '']
    const { about, jobs } = this.#parts
    const facts = about.require()
    return {
      ...facts,
      resolution: shootResolution(jobs.requests(), facts.imageModel),
      stage: stage ?? null,
      coverAssetId: cover?.id ?? null,
      // A log from before there were previews says nothing of them.
      coverHasPreview: cover?.hasPreview ?? false,
      spentUsd: view.spend.sessionUsd,
      running: view.running,
    }
  }

  requireIdle(): void {
    this.#parts.turns.requireIdle()
  }

  /** Takes photos in, though nothing is said of them yet. */
  take(references: Asset[]): SessionSummary {
    const { log } = this.#parts
    log.transaction(() => {
      for (const asset of this.#own(references)) log.append({ type: 'asset', asset })
    })
    return this.summary()
  }

  /** Starts a turn with what the person said; new reference photos come with it. */
  say(prompt: string, references: Asset[]): TurnStarted {
    const { turns, about } = this.#parts
    turns.requireIdle()
    const facts = about.require()
    const title = facts.title || titleFrom(prompt)
    // Of those that came before the first words the director has not been told.
    const untold = turns.latest() === undefined ? this.view.references.flatMap((id) => this.view.assets[id] ?? []) : []
    const photos = this.#own(references)
    const open = (): SessionEvent[] => {
      if (title !== facts.title) about.update({ ...facts, title })
      return [
        ...(title === facts.title ? [] : [{ type: 'title', title } as const]),
        ...photos.map((asset) => ({ type: 'asset', asset }) as const),
      ]
    }
    return turns.start(prompt, open, describePhotos([...untold, ...photos]))
  }

  /** Those of these photos that are new here, as the shoot's own; D1 and the bucket are told. */
  #own(references: Asset[]): Asset[] {
    const { about, projection } = this.#parts
    const { id: sessionId } = about.require()
    const photos = references.filter(({ id }) => this.view.assets[id] === undefined)
    for (const { id } of photos) {
      projection.mark('asset', id)
      projection.mark('claim', id)
    }
    return photos.map((asset) => ({ ...asset, sessionId }))
  }

  /** Writes a person's decision down, and starts the turn that follows it. */
  decide(checkpointId: string, decision: DecisionRequest): TurnStarted {
    const { turns, checkpoints, projection } = this.#parts
    // First: the turn that runs may be the one that the first of two answers has begun.
    const { checkpoint, words } = checkpoints.judge(checkpointId, decision)
    turns.requireIdle()
    projection.mark('checkpoint', checkpoint.id)
    const started = turns.start(words, (turnId) => [{ type: 'checkpoint', checkpoint: approvedIn(checkpoint, turnId) }])
    checkpoints.report(checkpoint, started.turnId)
    return started
  }

  /** Stops the running turn, and those of its jobs that can be stopped. */
  async cancel(): Promise<void> {
    const { turns, jobs } = this.#parts
    const turn = turns.requireRunning()
    // All written before anybody is told: nothing is ordered any more, and what the object's death cuts off is stopped by its next life.
    turns.askStop(turn)
    jobs.askStop()
    await Promise.all([turns.tellHost(turn), jobs.tellProviders()])
  }

  patch(changes: PatchSession): SessionSummary {
    const { about, log, checkpoints } = this.#parts
    const facts = about.require()
    const changed = { ...facts, ...changes }
    if (changed.budgetUsd !== facts.budgetUsd) requireBudgetFor(this.view.spend.sessionUsd, changed.budgetUsd)
    log.transaction(() => {
      about.update(changed)
      if (changed.title !== facts.title) log.append({ type: 'title', title: changed.title })
      if (changed.budgetUsd !== facts.budgetUsd) log.append({ type: 'budget', budgetUsd: changed.budgetUsd })
      const { imageModel, clipModel } = changed
      const hasOtherModels = imageModel !== facts.imageModel || clipModel !== facts.clipModel
      if (hasOtherModels) log.append({ type: 'models', imageModel, clipModel })
      checkpoints.priceAnew()
      this.announce()
    })
    return this.summary()
  }

  spend(): Spend {
    const { about, jobs } = this.#parts
    return describeSpend(about.require().budgetUsd, this.view.spend.sessionUsd, jobs.all())
  }

  /** Makes one of a slot's versions the one that counts. */
  activate(slot: Slot, version: number): void {
    const { log, versions, checkpoints } = this.#parts
    log.transaction(() => {
      versions.activate(slot, version)
      checkpoints.priceAnew()
    })
  }

  /** Removes all that there is of the shoot; for everybody it is gone at once. Throws where that takes longer: it goes on by itself. */
  async remove(): Promise<void> {
    await this.#removal.begin()
  }

  /** Writes all that D1 and the bucket's traces hold of the shoot anew. Throws when they do not take it. */
  async project(): Promise<void> {
    const { projection, jobs } = this.#parts
    const { assets, references, checkpoints } = this.view
    await projection.repeat([
      { kind: 'session', id: '' },
      { kind: 'trace', id: '' },
      ...references.map((id) => ({ kind: 'claim' as const, id })),
      ...Object.keys(assets).map((id) => ({ kind: 'asset' as const, id })),
      ...checkpoints.map(({ id }) => ({ kind: 'checkpoint' as const, id })),
      ...jobs.all().map(({ id }) => ({ kind: 'job' as const, id })),
    ])
  }

  /** True for a file of the shoot, and for one that a job may yet make. */
  needs(assetId: string): boolean {
    const isOpen = (id: string, state: JobState) => resultId(id) === assetId && !isJobOver(state)
    return assetId in this.view.assets || this.#parts.jobs.all().some(({ id, state }) => isOpen(id, state))
  }

  /** True when nothing has changed since then (ISO 8601, UTC), and nothing is under way. */
  restsSince(before: string): boolean {
    const { about, turns, jobs } = this.#parts
    const isBusy = turns.running() !== undefined || jobs.all().some(({ state }) => !isJobOver(state))
    return !isBusy && about.require().updatedAt < before
  }

  /** Takes up the turn that is running, and sees to it that the alarm is set for what is open. */
  resume(): void {
    this.#parts.schedule.takeUp()
    if (!this.isBeingRemoved) this.#parts.turns.watch()
    this.wake()
  }

  /**
   * Begins what the schedule says is due, and does not wait for it: an object has one alarm, and one slow download must not hold
   * up the rest. What the object's death interrupts comes due again.
   */
  wake(): void {
    const { schedule, turns, projection, jobs } = this.#parts
    const due = schedule.due()
    if (this.isBeingRemoved) {
      void this.#removal.goOn()
      return
    }
    for (const name of due) {
      if (name === Turns.scheduleName) turns.watch()
      else if (name === Projection.scheduleName) void projection.flush()
      else if (name.startsWith(PLACE_SCHEDULE)) void jobs.giveBackPlace(name.replace(PLACE_SCHEDULE, ''))
      else void this.#work(name.replace('job:', ''), (id) => jobs.advance(id))
    }
  }

  /** Has a job looked at now. It is not waited for. */
  look(jobId: string): void {
    if (!this.isBeingRemoved) void this.#work(jobId, (id) => this.#parts.jobs.look(id))
  }

  /**
   * A provider says that it is done with an order: has its job looked at, which decides what has become of it. What is no job's order
   * changes nothing, and neither does a delivery that was heard before.
   */
  async hear(jobId: string, orderId: string, delivery: string): Promise<void> {
    if (this.isBeingRemoved || this.#heard.has(delivery)) return
    if (await this.#parts.jobs.hear(jobId, orderId)) this.look(jobId)
    this.#heard.add(delivery)
  }

  async #work(jobId: string, work: (id: string) => Promise<void>): Promise<void> {
    const { logger } = this.#parts
    try {
      await work(jobId)
    } catch (error) {
      // Of a shoot that has been deleted meanwhile, the tables are gone.
      if (!this.isBeingRemoved) logger.error('job_broken', { job: jobId, error })
    }
  }
}
