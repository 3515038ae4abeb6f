import {
  type Asset,
  assetKey,
  isJobOver,
  type JobFailure,
  type JobRequest,
  newId,
  stageOfSlot,
} from '@fashion-shoot/protocol'
import { inspectStored } from '../files/inspectStored.ts'
import { hex, storeStream } from '../files/storeStream.ts'
import { ProviderFailure } from '../providers/Provider.ts'
import type { Work } from '../providers/Work.ts'
import type { EventLog } from './EventLog.ts'
import { JobBook, type JobRecord } from './JobBook.ts'
import { jobsGoOn } from './jobsGoOn.ts'
import type { Ledger } from './Ledger.ts'
import type { Projection } from './Projection.ts'
import type { Schedule } from './Schedule.ts'

const FIRST_POLL_MS = 150
const LONGEST_POLL_MS = 5000
/** A job that has not ended by then is given up; a provider's own limit is far below. */
const DEADLINE_MS = 30 * 60_000
const SUBMIT_TRIES = 5

type Parts = {
  sessionId: string
  storage: DurableObjectStorage
  bucket: R2Bucket
  log: EventLog
  ledger: Ledger
  schedule: Schedule
  projection: Projection
  workFor: (request: JobRequest) => Work
}

/** The name under which the schedule keeps a job's next look. */
const scheduleName = (jobId: string) => `job:${jobId}`

/**
 * The session's paid work. A job's price is held and the job written down before the provider hears of it; the provider's id is
 * written before anybody waits; the result is in the bucket before it is an asset.
 */
export class Jobs {
  readonly #parts: Parts
  readonly #book: JobBook
  /** Jobs that are being sent or looked at in this moment: an alarm must not do so a second time. */
  readonly #busy = new Set<string>()

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
    const work = this.#parts.workFor(request)
    const fingerprint = await digest(JSON.stringify([turnId, request]))
    const known = this.#book.withFingerprint(fingerprint)
    if (known !== undefined) return known
    const job: JobRecord = {
      id: newId('job'),
      fingerprint,
      turnId,
      request,
      provider: work.provider,
      ref: null,
      state: 'reserved',
      priceUsd: work.priceUsd,
      assetId: null,
      failure: null,
      polls: 0,
      createdAt: Date.now(),
    }
    this.#parts.storage.transactionSync(() => {
      this.#write(job)
      this.#parts.ledger.charge(request.slot, work.priceUsd)
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
    const stopped = await Promise.all(open.map((job) => this.#stop(job)))
    return open.filter((_, index) => !stopped[index])
  }

  /** Takes a job one step on: submits it, or asks the provider how it stands. The schedule calls this. */
  async advance(id: string): Promise<void> {
    if (this.#busy.has(id)) return
    this.#busy.add(id)
    try {
      const job = this.#book.get(id)
      if (job === undefined || isJobOver(job.state)) this.#parts.schedule.cancel(scheduleName(id))
      else if (job.ref === null) await this.#submit(job)
      else await this.#poll(job)
    } catch (error) {
      this.#postpone(id, error)
    } finally {
      this.#busy.delete(id)
    }
  }

  async #submit(job: JobRecord): Promise<void> {
    const work = this.#parts.workFor(job.request)
    const ref = (job.polls > 0 && (await work.find(job.id))) || (await work.submit(job.id))
    const submitted: JobRecord = { ...job, ref, state: 'submitted', polls: 0 }
    const stopped = this.#isOver(job.id)
    if (stopped && (await work.cancel(ref).catch(() => false))) return
    this.#parts.storage.transactionSync(() => {
      // Stopped while the order was on its way, and too late to call it back.
      if (stopped) {
        this.#parts.ledger.charge(job.request.slot, job.priceUsd)
        this.#parts.log.append(jobsGoOn([submitted]))
      }
      this.#write(submitted)
    })
    this.#look(submitted, FIRST_POLL_MS)
  }

  async #poll(job: JobRecord): Promise<void> {
    const work = this.#parts.workFor(job.request)
    if (job.ref === null) return
    const status = await work.status(job.ref)
    if (status.state === 'done') return await this.#store(job, status.url, work)
    if (this.#isOver(job.id)) return
    if (status.state === 'failed') return this.#end(job, 'failed', status.failure)
    const running: JobRecord = {
      ...job,
      state: status.state === 'running' ? 'running' : job.state,
      polls: job.polls + 1,
    }
    this.#write(running)
    this.#report(running, work.usualMs, status.message)
    this.#look(running, Math.min(FIRST_POLL_MS * 1.3 ** running.polls, LONGEST_POLL_MS))
  }

  /** Copies the result to the bucket, and only then says that there is a new version. */
  async #store(job: JobRecord, url: string, work: Work): Promise<void> {
    const { bucket, ledger, log, sessionId, storage } = this.#parts
    const response = await work.download(url)
    const contentType = response.headers.get('content-type')?.split(';')[0] ?? ''
    if (!response.ok || response.body === null) throw new Error(`The result could not be loaded: ${response.status}.`)
    const length = Number(response.headers.get('content-length'))
    if (!(length > 0)) throw new Error('The result came without a length.')
    const id = newId('out')
    const stored = await storeStream(bucket, assetKey(id), response.body, length, contentType)
    const facts = await inspectStored(bucket, assetKey(id), stored.bytes)
    const { request } = job
    const asset: Asset = {
      id,
      sessionId,
      slot: request.slot,
      version: (log.view.slots[request.slot]?.versions.length ?? 0) + 1,
      role: null,
      fileName: fileName(request.slot, facts.contentType),
      ...facts,
      ...stored,
      madeFrom: request.kind === 'image' ? request.inputs : [request.firstFrame, request.tailFrame],
      jobId: job.id,
      createdAt: new Date().toISOString(),
    }
    storage.transactionSync(() => {
      // Stopped when it was made already: it is charged all the same, so it is kept.
      if (this.#isOver(job.id)) ledger.charge(request.slot, job.priceUsd)
      this.#write({ ...job, state: 'stored', assetId: id })
      log.append({ type: 'asset', asset })
      this.#parts.projection.mark('asset', id)
    })
    this.#parts.schedule.cancel(scheduleName(job.id))
  }

  async #stop(job: JobRecord): Promise<boolean> {
    const stopped =
      job.ref === null ||
      (await this.#parts
        .workFor(job.request)
        .cancel(job.ref)
        .catch(() => false))
    const now = this.#book.get(job.id)
    if (!stopped || now === undefined || isJobOver(now.state)) return stopped
    const failure = { code: 'cancelled', message: 'Stopped.', hint: 'Ask for it again.', retryable: true }
    this.#end(now, 'cancelled', failure)
    return true
  }

  #end(job: JobRecord, state: 'failed' | 'cancelled', failure: JobFailure): void {
    const { slot } = job.request
    this.#parts.storage.transactionSync(() => {
      this.#write({ ...job, state, failure, fingerprint: null })
      this.#parts.ledger.charge(slot, -job.priceUsd)
      this.#parts.log.append({ type: 'progress', slot, stage: stageOfSlot(slot), state, message: failure.message })
      if (state === 'failed') this.#tell(failure)
    })
    this.#parts.schedule.cancel(scheduleName(job.id))
  }

  /** Says why work failed, once a turn however many jobs it failed for. */
  #tell(failure: JobFailure): void {
    const { conversation } = this.#parts.log.view
    const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person'))
    const known = turn.some((item) => item.kind === 'error' && item.message === failure.message)
    if (!known) this.#parts.log.append({ type: 'error', ...failure })
  }

  /** As the book has it now: while a provider was being asked, the person may have stopped the job. */
  #isOver(id: string): boolean {
    const job = this.#book.get(id)
    return job === undefined || isJobOver(job.state)
  }

  /** After an error: a refusal ends the job, anything else is tried again later, up to a limit. */
  #postpone(id: string, error: unknown): void {
    const job = this.#book.get(id)
    if (job === undefined || isJobOver(job.state)) return
    const again: JobRecord = { ...job, polls: job.polls + 1 }
    const failure = finalFailure(again, error)
    if (failure !== null) {
      this.#end(job, 'failed', failure)
      return
    }
    console.error(JSON.stringify({ job: id, slot: job.request.slot, error: String(error) }))
    this.#write(again)
    this.#look(again, Math.min(500 * 2 ** again.polls, LONGEST_POLL_MS))
  }

  #report(job: JobRecord, usualMs: number, message: string | undefined): void {
    const { slot } = job.request
    const elapsed = Date.now() - job.createdAt
    this.#parts.log.append({
      type: 'progress',
      slot,
      stage: stageOfSlot(slot),
      // Providers tell no fraction: this is the share of the usual time, and never quite all of it.
      fraction: Math.min(0.95, Math.round((elapsed / usualMs) * 100) / 100),
      etaMs: Math.max(0, usualMs - elapsed),
      ...(message !== undefined && { message }),
    })
  }

  #look(job: JobRecord, ms: number): void {
    this.#parts.schedule.in(ms, scheduleName(job.id))
  }

  #write(job: JobRecord): void {
    this.#book.put(job)
    this.#parts.projection.mark('job', job.id)
  }
}

/** What an error makes of a job for good; null while it is worth asking again. */
function finalFailure(job: JobRecord, error: unknown): JobFailure | null {
  if (error instanceof ProviderFailure) return error.failure
  const isLate = Date.now() - job.createdAt > DEADLINE_MS
  return isLate || (job.ref === null && job.polls >= SUBMIT_TRIES) ? unreachable(job) : null
}

function unreachable(job: JobRecord): JobFailure {
  const service = job.provider === 'fal' ? 'image' : 'clip'
  return {
    code: 'provider_unreachable',
    message: `The ${service} service does not answer.`,
    hint: 'Everything made so far is kept. Try again in a while.',
    retryable: true,
  }
}

function fileName(slot: string, contentType: string): string {
  return `${slot.replaceAll('_', '-')}.${contentType === 'video/mp4' ? 'mp4' : contentType.replace('image/', '')}`
}

async function digest(text: string): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
