import {
  type Asset,
  assetKey,
  isJobOver,
  type JobFailure,
  type JobRequest,
  newId,
  slotFileName,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { fileNote } from '../files/fileNote.ts'
import { inspectStored } from '../files/inspectStored.ts'
import { sha256 } from '../files/sha256.ts'
import { storeStream } from '../files/storeStream.ts'
import { photosLost } from '../providers/fal.ts'
import { ProviderBusy, ProviderFailure } from '../providers/Provider.ts'
import type { Work } from '../providers/Work.ts'
import type { EventLog } from './EventLog.ts'
import { JobBook, type JobRecord } from './JobBook.ts'
import type { JobReports } from './JobReports.ts'
import { lostResult, timedOut, unreachable, unusableResult } from './jobFailures.ts'
import type { Ledger } from './Ledger.ts'
import { jobRow, type Projection } from './Projection.ts'
import type { Schedule } from './Schedule.ts'

const FIRST_POLL_MS = 150
const LONGEST_POLL_MS = 5000
const BUSY_MS = 4000
/** A job that has not ended by then is given up; a provider's own limit is far below. */
const DEADLINE_MS = 30 * 60_000
const SUBMIT_TRIES = 5
const DOWNLOAD_TRIES = 12

type Parts = {
  sessionId: string
  owner: string
  storage: DurableObjectStorage
  bucket: R2Bucket
  log: EventLog
  ledger: Ledger
  schedule: Schedule
  projection: Projection
  reports: JobReports
  workFor: (request: JobRequest) => Work
}

/** The name under which the schedule keeps a job's next look. */
const scheduleName = (jobId: string) => `job:${jobId}`

/**
 * The session's paid work. A job's price is held and the job written down before the provider hears of it; that it was sent is
 * written before it is sent, and the provider's id before anybody waits; the result is in the bucket before it is an asset.
 */
export class Jobs {
  readonly #parts: Parts
  readonly #book: JobBook
  /** What is being done to a job in this moment; nothing else is done to it meanwhile. */
  readonly #steps = new Map<string, Promise<void>>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#book = new JobBook(parts.storage.sql)
  }

  get(id: string): JobRecord | undefined {
    return this.#book.get(id)
  }

  all(): JobRecord[] {
    return this.#book.all()
  }

  /** Begins a job, or finds the one that the same request began in the same turn. */
  async begin(request: JobRequest, turnId: string): Promise<JobRecord> {
    const { provider, priceUsd } = this.#parts.workFor(request)
    const fingerprint = await sha256(JSON.stringify([turnId, request]))
    const known = this.#book.withFingerprint(fingerprint)
    if (known !== undefined) return known
    const job: JobRecord = {
      id: newId('job'),
      fingerprint,
      turnId,
      request,
      provider,
      ref: null,
      state: 'reserved',
      priceUsd,
      assetId: null,
      failure: null,
      wasSent: false,
      wasSentAnew: false,
      polls: 0,
      errors: 0,
      createdAt: Date.now(),
    }
    this.#parts.storage.transactionSync(() => {
      this.#book.add(job)
      this.#parts.projection.mark('job', job.id)
      this.#parts.ledger.charge(request.slot, priceUsd, turnId)
      this.#parts.log.append({ type: 'progress', slot: request.slot, stage: stageOfSlot(request.slot), fraction: 0 })
    })
    this.#look(job, 0)
    return job
  }

  /** The job as soon as it is over, or as it stands after `ms`. */
  async wait(id: string, ms: number): Promise<JobRecord | undefined> {
    const end = Date.now() + ms
    for (;;) {
      const job = this.#book.get(id)
      const left = end - Date.now()
      if (job === undefined || isJobOver(job.state) || left <= 0) return job
      await Promise.race([this.#parts.log.changed, scheduler.wait(left)])
    }
  }

  /** Stops the open jobs of a turn where the provider can; returns those that it cannot stop. */
  async cancel(turnId: string): Promise<JobRecord[]> {
    const open = this.#book.all().filter((job) => job.turnId === turnId && !isJobOver(job.state))
    await Promise.all(open.map(({ id }) => this.#inTurn(id, () => this.#stop(id))))
    return open.flatMap(({ id }) => this.#book.get(id) ?? []).filter(({ state }) => !isJobOver(state))
  }

  /** Takes a job one step on: submits it, or asks the provider how it stands. The schedule calls this. */
  async advance(id: string): Promise<void> {
    if (this.#steps.has(id)) return
    await this.#inTurn(id, async () => {
      const job = this.#book.get(id)
      if (job === undefined || isJobOver(job.state)) {
        this.#parts.schedule.cancel(scheduleName(id))
        return
      }
      try {
        if (Date.now() - job.createdAt > DEADLINE_MS) this.#fail(job, timedOut(job), job.ref !== null)
        else if (job.ref === null) await this.#submit(job)
        else await this.#poll(job)
      } catch (error) {
        this.#postpone(id, error)
      }
    })
  }

  /** Waits until nobody else works on the job, and then does. */
  async #inTurn(id: string, step: () => Promise<void>): Promise<void> {
    while (this.#steps.has(id)) await this.#steps.get(id)
    const done = step().finally(() => this.#steps.delete(id))
    this.#steps.set(id, done)
    await done
  }

  async #submit(job: JobRecord): Promise<void> {
    const work = this.#parts.workFor(job.request)
    const found = job.wasSent ? await work.find(job.id) : null
    if (found !== null) {
      this.#submitted(job, found)
      return
    }
    const send = await work.prepare(job.id)
    const sent = { ...job, wasSent: true }
    this.#write(sent)
    try {
      this.#submitted(sent, await send())
    } catch (error) {
      // What the provider has answered is no lost order.
      if (error instanceof ProviderBusy) this.#write(job)
      throw error
    }
  }

  #submitted(job: JobRecord, ref: JobRecord['ref']): void {
    const submitted: JobRecord = { ...job, ref, state: 'submitted', polls: 0, errors: 0 }
    this.#write(submitted)
    this.#look(submitted, FIRST_POLL_MS)
    this.#parts.reports.submitted(submitted)
  }

  async #poll(job: JobRecord): Promise<void> {
    if (job.ref === null) return
    const work = this.#parts.workFor(job.request)
    const status = await work.status(job.ref)
    if (status.state === 'failed') this.#fail(job, status.failure)
    else if (status.state === 'done') await this.#store(job, status.url, work)
    else {
      const state = status.state === 'running' ? 'running' : job.state
      const running: JobRecord = { ...job, state, polls: job.polls + 1, errors: 0 }
      this.#write(running)
      this.#report(running, work.usualMs, status.message)
      this.#look(running, Math.min(FIRST_POLL_MS * 1.3 ** running.polls, LONGEST_POLL_MS))
    }
  }

  /** Copies the result to the bucket, and only then says that there is a new version. */
  async #store(job: JobRecord, url: string, work: Work): Promise<void> {
    const { bucket, log, sessionId, owner, storage, projection } = this.#parts
    const { request } = job
    const response = await work.download(url)
    const length = Number(response.headers.get('content-length'))
    if (!response.ok || response.body === null || !(length > 0)) {
      if (job.errors >= DOWNLOAD_TRIES) this.#fail(job, lostResult(job), true)
      else throw new Error(`The result could not be loaded: status ${response.status}, ${length} bytes.`)
      return
    }
    // Named after the job: loaded a second time, it takes the place of the first.
    const id = job.id.replace('job_', 'out_')
    const contentType = response.headers.get('content-type')?.split(';')[0] ?? ''
    const fileName = slotFileName(request.slot, request.kind === 'image' ? 'image/png' : 'video/mp4')
    const note = fileNote({ owner, fileName })
    const stored = await storeStream(bucket, assetKey(id), response.body, length, contentType, note)
    const facts = await inspectStored(bucket, assetKey(id), stored.bytes).catch(() => null)
    if (facts === null) {
      await bucket.delete(assetKey(id))
      this.#fail(job, unusableResult(job), true)
      return
    }
    const asset: Asset = {
      id,
      sessionId,
      slot: request.slot,
      version: (log.view.slots[request.slot]?.versions.length ?? 0) + 1,
      role: null,
      fileName: slotFileName(request.slot, facts.contentType),
      ...facts,
      ...stored,
      madeFrom: request.kind === 'image' ? request.inputs : [request.firstFrame, request.tailFrame],
      jobId: job.id,
      createdAt: new Date().toISOString(),
    }
    storage.transactionSync(() => {
      this.#write({ ...job, state: 'stored', assetId: id })
      log.append({ type: 'asset', asset })
      projection.mark('asset', id)
    })
    this.#parts.schedule.cancel(scheduleName(job.id))
    this.#parts.reports.stored(job, job.priceUsd)
  }

  /** Stops a job if the provider can; one that it cannot stop goes on, and its result is kept. */
  async #stop(id: string): Promise<void> {
    const job = this.#book.get(id)
    if (job === undefined || isJobOver(job.state)) return
    const { ref } = job
    const stopped =
      ref === null
        ? !job.wasSent
        : await this.#parts
            .workFor(job.request)
            .cancel(ref)
            .catch(() => false)
    if (!stopped) return
    const failure = { code: 'cancelled', message: 'Stopped.', hint: 'Ask for it again.', retryable: true }
    this.#end(job, 'cancelled', failure, false)
  }

  /** Ends a job without a result, and says why. `mayBeCharged` keeps its price in the books. */
  #fail(job: JobRecord, failure: JobFailure, mayBeCharged = false): void {
    this.#parts.storage.transactionSync(() => {
      this.#end(job, 'failed', failure, mayBeCharged)
      const { conversation } = this.#parts.log.view
      const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person'))
      // Five clips that fail for one reason are told once.
      const isTold = turn.some((item) => item.kind === 'error' && item.message === failure.message)
      if (!isTold) this.#parts.log.append({ type: 'error', ...failure })
    })
  }

  #end(job: JobRecord, state: 'failed' | 'cancelled', failure: JobFailure, mayBeCharged: boolean): void {
    const { slot } = job.request
    this.#parts.storage.transactionSync(() => {
      this.#write({ ...job, state, failure, fingerprint: null })
      if (!mayBeCharged) this.#parts.ledger.charge(slot, -job.priceUsd, job.turnId)
      this.#parts.log.append({ type: 'progress', slot, stage: stageOfSlot(slot), state, message: failure.message })
    })
    this.#parts.schedule.cancel(scheduleName(job.id))
    this.#parts.reports.ended(job, state, failure.code, mayBeCharged ? job.priceUsd : 0)
  }

  /** After an error: a refusal ends the job, a provider without a free place is waited for, anything else is tried again. */
  #postpone(id: string, error: unknown): void {
    const job = this.#book.get(id)
    if (job === undefined || isJobOver(job.state)) return
    if (error instanceof ProviderFailure) {
      if (error.failure === photosLost && !job.wasSentAnew) this.#sendAnew(job)
      else this.#fail(job, error.failure, error.mayBeCharged)
      return
    }
    if (error instanceof ProviderBusy && error.isFull) {
      this.#report(job, 0, error.message)
      this.#look(job, BUSY_MS)
      return
    }
    const again: JobRecord = { ...job, errors: job.errors + 1 }
    this.#parts.reports.stepFailed(again, error)
    if (job.ref === null && again.errors >= SUBMIT_TRIES) {
      this.#fail(again, unreachable(job))
      return
    }
    this.#write(again)
    this.#report(again, 0, 'no answer yet, trying again')
    this.#look(again, Math.min(500 * 2 ** again.errors, LONGEST_POLL_MS))
  }

  /** Orders once more, with pictures that go up again. */
  #sendAnew(job: JobRecord): void {
    this.#write({ ...job, ref: null, state: 'reserved', wasSent: false, wasSentAnew: true })
    this.#look(job, 0)
  }

  /** Providers tell no fraction: it is the share of the usual time, and never quite all of it. */
  #report(job: JobRecord, usualMs: number, message: string | undefined): void {
    const { slot } = job.request
    const elapsed = Date.now() - job.createdAt
    const isTimed = usualMs > 0
    this.#parts.log.append({
      type: 'progress',
      slot,
      stage: stageOfSlot(slot),
      ...(isTimed && { fraction: Math.min(0.95, Math.round((elapsed / usualMs) * 100) / 100) }),
      ...(isTimed && { etaMs: Math.max(0, usualMs - elapsed) }),
      ...(message !== undefined && { message }),
    })
  }

  #look(job: JobRecord, ms: number): void {
    this.#parts.schedule.in(ms, scheduleName(job.id))
  }

  #write(job: JobRecord): void {
    const { sessionId, projection } = this.#parts
    const before = this.#book.get(job.id)
    this.#book.update(job)
    // Most writes only note that the provider was asked once more, which is nothing that D1 holds.
    const isNews =
      before === undefined || JSON.stringify(jobRow(sessionId, before)) !== JSON.stringify(jobRow(sessionId, job))
    if (isNews) projection.mark('job', job.id)
  }
}
