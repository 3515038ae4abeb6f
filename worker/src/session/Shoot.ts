import {
  type Asset,
  activeAsset,
  type DecisionRequest,
  isStale,
  type Job,
  type JobRequest,
  newId,
  type PatchSession,
  type SessionEvent,
  type SessionSummary,
  type SessionView,
  type ShootState,
  SLOTS,
  type Slot,
  STAGES,
  type Stage,
  type StageEnded,
  type Stops,
  slotFileName,
  slotName,
  stageOfSlot,
  type TurnStarted,
} from '@fashion-shoot/protocol'
import type { Env } from '../env.ts'
import { ProblemError } from '../problem.ts'
import { workFor } from '../providers/Work.ts'
import type { HostDriver } from '../sandbox/HostDriver.ts'
import { reachHost } from '../sandbox/reachHost.ts'
import { readSettings } from '../settings.ts'
import { createLogger, type Logger } from '../telemetry/Logger.ts'
import { Metrics } from '../telemetry/Metrics.ts'
import { About, type SessionFacts } from './About.ts'
import { AssetFiles } from './AssetFiles.ts'
import { Checkpoints } from './Checkpoints.ts'
import { describePhotos } from './describePhotos.ts'
import { EventLog } from './EventLog.ts'
import { publicJob } from './JobBook.ts'
import { JobReports } from './JobReports.ts'
import { Jobs } from './Jobs.ts'
import { jobsGoOn } from './jobsGoOn.ts'
import { Ledger } from './Ledger.ts'
import { Projection, type Sources } from './Projection.ts'
import { Schedule } from './Schedule.ts'
import { requireReachable, slotsOfStage } from './stages.ts'
import { TurnReports } from './TurnReports.ts'
import { Turns } from './Turns.ts'
import { titleOf } from './titleOf.ts'

/** What a file from the container is, before it has an id. */
export type NewFile = Pick<
  Asset,
  'contentType' | 'bytes' | 'sha256' | 'width' | 'height' | 'durationSeconds' | 'madeFrom'
>

/** One shoot and all that may be done to it: the parts of a Session object at work together. */
export class Shoot {
  readonly log: EventLog
  readonly #about: About
  readonly #turns: Turns
  readonly #jobs: Jobs
  readonly #checkpoints: Checkpoints
  readonly #projection: Projection
  readonly #schedule: Schedule
  readonly #files: AssetFiles
  readonly #logger: Logger

  /** Opens the shoot that the storage holds; `About.create` makes one. */
  constructor(storage: DurableObjectStorage, env: Env) {
    const settings = readSettings(env)
    const log = new EventLog(storage)
    this.log = log
    this.#about = new About(storage.sql)
    const { id } = this.#facts()
    const logger = createLogger(env).with({ session: id })
    this.#logger = logger
    this.#schedule = new Schedule(storage, Date.now)
    this.#files = new AssetFiles(env.STORAGE, storage.sql)
    const sources: Sources = {
      owner: this.owner,
      session: () => this.summary(),
      touch: () => this.#about.touch(),
      asset: (assetId) => log.view.assets[assetId],
      checkpoint: (checkpointId) => log.view.checkpoints.find((one) => one.id === checkpointId),
      job: (jobId) => this.#jobs.get(jobId),
    }
    this.#projection = new Projection(storage.sql, this.#schedule, env.DB, sources, logger)
    const metrics = new Metrics(env.METRICS, id, logger)
    const parts = {
      sessionId: id,
      storage,
      log,
      ledger: new Ledger(log, metrics),
      schedule: this.#schedule,
      projection: this.#projection,
    }
    this.#checkpoints = new Checkpoints(log, this.#projection, logger)
    this.#jobs = new Jobs({
      ...parts,
      reports: new JobReports(logger, metrics),
      owner: this.owner,
      bucket: env.STORAGE,
      // Wrapped, because the runtime's fetch refuses to be called as somebody's method.
      workFor: (request) => workFor(request, settings, this.#files, (...call) => fetch(...call)),
    })
    let host: HostDriver | undefined
    this.#turns = new Turns({
      ...parts,
      reports: new TurnReports(storage.sql, logger, metrics),
      model: settings.ANTHROPIC_MODEL,
      // One for the object's life, so that whoever looks after the mount knows of whoever else does.
      reachHost: () => {
        host ??= reachHost(env, settings, id, this.#about.gatewayToken)
        return host
      },
      gatewayToken: () => {
        this.#about.renewToken()
        return this.#about.gatewayToken
      },
    })
  }

  /** Whose shoot this is. */
  get owner(): string {
    return this.#about.owner
  }

  get view(): SessionView {
    return this.log.view
  }

  /** Has the session listed. */
  announce(): void {
    this.#projection.mark('session', '')
  }

  summary(): SessionSummary {
    const { view } = this
    const stage = STAGES.findLast((one) => slotsOfStage(one).some((slot) => activeAsset(view, slot)))
    return {
      ...this.#facts(),
      stage: stage ?? null,
      coverAssetId: activeAsset(view, 'hero')?.id ?? view.references[0] ?? null,
      spentUsd: view.spend.sessionUsd,
      running: view.running,
    }
  }

  requireIdle(): void {
    this.#turns.requireIdle()
  }

  /** Starts a turn with what the person said; new reference photos come with it. */
  say(prompt: string, references: Asset[]): TurnStarted {
    this.#turns.requireIdle()
    const facts = this.#facts()
    const photos = references
      .filter(({ id }) => this.view.assets[id] === undefined)
      .map((asset) => ({ ...asset, sessionId: facts.id }))
    if (facts.title === '') this.#about.update({ ...facts, title: titleOf(prompt) })
    for (const { id } of photos) this.#projection.mark('asset', id)
    const opening = photos.map((asset): SessionEvent => ({ type: 'asset', asset }))
    return this.#turns.start(prompt, opening, describePhotos(photos))
  }

  /** Writes a person's decision down, and starts the turn that follows it. */
  decide(checkpointId: string, decision: DecisionRequest): TurnStarted {
    this.#turns.requireIdle()
    const { checkpoint, words } = this.#checkpoints.judge(checkpointId, decision)
    this.#projection.mark('checkpoint', checkpoint.id)
    const started = this.#turns.start(words, [{ type: 'checkpoint', checkpoint }])
    this.#checkpoints.report(checkpoint, started.turnId)
    return started
  }

  /** Stops the running turn, and those of its jobs that can be stopped. */
  async cancel(): Promise<void> {
    const turn = this.#turns.requireRunning()
    // The director first: it would only ask again for what is stopped.
    await this.#turns.cancel()
    const unstoppable = await this.#jobs.cancel(turn.id)
    if (unstoppable.length > 0) this.log.append(jobsGoOn(unstoppable))
  }

  patch(changes: PatchSession): SessionSummary {
    const facts = this.#facts()
    const { title = facts.title, stops = facts.stops, archived = facts.archived } = changes
    this.#about.update({ ...facts, title, stops, archived })
    this.#projection.mark('session', '')
    return this.summary()
  }

  /** Makes one of a slot's versions the one that counts. */
  activate(slot: Slot, version: number): void {
    const id = this.view.slots[slot]?.versions.find((one) => this.view.assets[one]?.version === version)
    if (id === undefined)
      throw new ProblemError('unknown_version', `There is no version ${version} of the ${slotName(slot)}.`)
    if (this.view.slots[slot]?.activeId === id) return
    this.log.append({ type: 'active_version', slot, assetId: id })
    this.#projection.mark('session', '')
  }

  /** Stops what runs, and removes every file of the shoot. What a provider cannot stop is paid and lost. */
  async remove(): Promise<void> {
    if (this.#turns.running() !== undefined) await this.cancel()
    await this.#turns.dismissHost()
    await this.#projection.settled()
    await this.#files.delete(Object.values(this.view.assets))
  }

  // What the container asks for, through the gateway.

  isTokenGood(token: string): boolean {
    return this.#about.isTokenGood(token)
  }

  state(): ShootState {
    const { view } = this
    const { title, stops } = this.#facts()
    return {
      title,
      stops,
      references: view.references.flatMap((id) => view.assets[id] ?? []),
      slots: SLOTS.flatMap((slot) => {
        const active = activeAsset(view, slot)
        if (active === undefined) return []
        const versions = (view.slots[slot]?.versions ?? []).flatMap((id) => view.assets[id] ?? [])
        return { slot, active, versions, stale: isStale(view, active) }
      }),
      checkpoints: view.checkpoints,
      jobs: this.#jobs.all().map(publicJob),
      spentUsd: view.spend.sessionUsd,
    }
  }

  async beginJob(request: JobRequest): Promise<Job> {
    const inputs = request.kind === 'image' ? request.inputs : [request.firstFrame, request.tailFrame]
    const turn = this.#beginWork(stageOfSlot(request.slot), inputs)
    return publicJob(await this.#jobs.begin(request, turn.id))
  }

  async job(id: string, waitMs: number): Promise<Job> {
    const job = await this.#jobs.wait(id, waitMs)
    if (job === undefined) throw new ProblemError('unknown_job')
    return publicJob(job)
  }

  /** Before a file is sent: the asset that it is already, or the id under which to store it, and for whom. */
  openFile(slot: Slot, sha256: string, madeFrom: string[]): { known: Asset } | { id: string; owner: string } {
    this.#beginWork(stageOfSlot(slot), madeFrom)
    const known = activeAsset(this.view, slot)
    if (known?.sha256 === sha256 && known.madeFrom.join() === madeFrom.join()) return { known }
    return { id: newId('out'), owner: this.owner }
  }

  /** After the bucket has confirmed the file: it is now the slot's active version. */
  addFile(id: string, slot: Slot, file: NewFile): Asset {
    const asset: Asset = {
      id,
      sessionId: this.#facts().id,
      slot,
      version: (this.view.slots[slot]?.versions.length ?? 0) + 1,
      role: null,
      fileName: slotFileName(slot, file.contentType),
      ...file,
      jobId: null,
      createdAt: new Date().toISOString(),
    }
    this.#addAsset(asset)
    return asset
  }

  requireAsset(id: string): Asset {
    const asset = this.view.assets[id]
    if (asset === undefined) throw new ProblemError('unknown_asset')
    return asset
  }

  endStage(stage: Stage): StageEnded {
    const turn = this.#turns.requireRunning()
    const checkpoint = this.#checkpoints.open(stage, turn.id, this.#facts().stops)
    return { checkpoint, endTurn: checkpoint.state === 'pending' }
  }

  setStops(stops: Stops): void {
    this.#turns.requireRunning()
    this.patch({ stops })
  }

  /** Takes up the turn that is running, and sees to it that the alarm is set for what is open. */
  resume(): void {
    this.#turns.watch()
    this.wake()
  }

  /**
   * Begins what the schedule says is due, and does not wait for it: an object has one alarm, and one slow download must not hold
   * up the rest. What the object's death interrupts comes due again.
   */
  wake(): void {
    for (const name of this.#schedule.due()) {
      if (name === Turns.scheduleName) this.#turns.watch()
      else if (name === Projection.scheduleName) void this.#projection.flush()
      else void this.#advance(name.replace('job:', ''))
    }
  }

  async #advance(jobId: string): Promise<void> {
    try {
      await this.#jobs.advance(jobId)
    } catch (error) {
      this.#logger.error('job_broken', { job: jobId, error })
    }
  }

  /** Work happens only in a turn, on a stage that can be reached, from assets that are ours, and once the person has decided. */
  #beginWork(stage: Stage, inputs: string[]): { id: string; prompt: string } {
    const turn = this.#turns.requireRunning()
    requireReachable(this.view, stage)
    for (const id of inputs) this.requireAsset(id)
    this.#checkpoints.settleByWork(stage, turn, this.#facts().stops)
    return turn
  }

  #addAsset(asset: Asset): void {
    this.log.append({ type: 'asset', asset })
    this.#projection.mark('asset', asset.id)
  }

  #facts(): SessionFacts {
    const facts = this.#about.get()
    if (facts === undefined) throw new ProblemError('unknown_session')
    return facts
  }
}
