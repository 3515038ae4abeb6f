import { isJobOver, type Job, JobFailure, JobRequest, type JobState } from '@fashion-shoot/protocol'
import { WorkRef } from '../../providers/Provider.ts'

/**
 * Whether the person has stopped the job. `wanted`: the provider has yet to be told · `asked`: it was told, and is stopping it ·
 * `too_late`: it cannot be stopped, and what comes of it is kept.
 */
export type Stop = 'no' | 'wanted' | 'asked' | 'too_late'

/** A job with all that the Session object knows of it. */
export type JobRecord = Omit<Job, 'slot'> & {
  request: JobRequest
  /** Same inputs in the same turn: the same job. Null once it has failed, so that it can be asked for again. */
  fingerprint: string | null
  ref: WorkRef | null
  /** True from just before the order goes out: an order without a ref may have been taken. */
  wasSent: boolean
  /** True once it has been ordered anew, because nothing came of the first order. */
  wasSentAnew: boolean
  /** How often the provider has said that it is not done. */
  polls: number
  /** Errors in a row. */
  errors: number
  /** How often its result could not be loaded. */
  loads: number
  stop: Stop
  /** True from before a place at the provider is asked for until the dispatcher has heard what became of the job. */
  hasPlace: boolean
  /** ms since the epoch */
  createdAt: number
}

type Row = {
  id: string
  fingerprint: string | null
  turn_id: string
  request: string
  provider: Job['provider']
  model: Job['model']
  provider_ref: string | null
  state: JobState
  price_usd: number
  billed_usd: number | null
  asset_id: string | null
  failure: string | null
  was_sent: number
  was_sent_anew: number
  polls: number
  errors: number
  created_at: number
  stop: Stop
  has_place: number
  loads: number
}

/** What a step may change, in the order of `values`. The rest may be changed while a step is under way. */
const COLUMNS = [
  'request',
  'provider',
  'model',
  'provider_ref',
  'state',
  'price_usd',
  'billed_usd',
  'asset_id',
  'failure',
  'was_sent',
  'was_sent_anew',
  'polls',
  'errors',
  'created_at',
  'loads',
]
const INSERT = `INSERT INTO jobs (${COLUMNS.join()}, id, turn_id, fingerprint) VALUES (${COLUMNS.map(() => '?').join()}, ?, ?, ?)`
const UPDATE = `UPDATE jobs SET ${COLUMNS.map((name) => `${name} = ?`).join()} WHERE id = ?`

/** The table of a session's jobs. */
export class JobBook {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  get(id: string): JobRecord | undefined {
    return this.#select('WHERE id = ?', id)[0]
  }

  /** The job unless it is over. */
  open(id: string): JobRecord | undefined {
    const job = this.get(id)
    return job === undefined || isJobOver(job.state) ? undefined : job
  }

  withFingerprint(fingerprint: string): JobRecord | undefined {
    return this.#select('WHERE fingerprint = ?', fingerprint)[0]
  }

  /** All jobs, oldest first. */
  all(): JobRecord[] {
    return this.#select('ORDER BY created_at, rowid')
  }

  /** Writes a new job down. Throws when its fingerprint is taken. */
  add(job: JobRecord): void {
    this.#sql.exec(INSERT, ...values(job), job.id, job.turnId, job.fingerprint)
  }

  /** Writes what a step has changed. */
  update(job: JobRecord): void {
    this.#sql.exec(UPDATE, ...values(job), job.id)
  }

  /** From now on the job is what this turn has asked for. */
  setTurn(id: string, turnId: string, fingerprint: string): void {
    this.#sql.exec('UPDATE jobs SET turn_id = ?, fingerprint = ? WHERE id = ?', turnId, fingerprint, id)
  }

  /** Lets the same be asked for again. */
  dropFingerprint(id: string): void {
    this.#sql.exec('UPDATE jobs SET fingerprint = NULL WHERE id = ?', id)
  }

  setStop(id: string, stop: Stop): void {
    this.#sql.exec('UPDATE jobs SET stop = ? WHERE id = ?', stop, id)
  }

  setPlace(id: string, hasPlace: boolean): void {
    this.#sql.exec('UPDATE jobs SET has_place = ? WHERE id = ?', hasPlace ? 1 : 0, id)
  }

  #select(where: string, ...values: string[]): JobRecord[] {
    return this.#sql
      .exec<Row>(`SELECT * FROM jobs ${where}`, ...values)
      .toArray()
      .map(record)
  }
}

function values(job: JobRecord): (string | number | null)[] {
  return [
    JSON.stringify(job.request),
    job.provider,
    job.model,
    job.ref && JSON.stringify(job.ref),
    job.state,
    job.priceUsd,
    job.billedUsd,
    job.assetId,
    job.failure && JSON.stringify(job.failure),
    job.wasSent ? 1 : 0,
    job.wasSentAnew ? 1 : 0,
    job.polls,
    job.errors,
    job.createdAt,
    job.loads,
  ]
}

function record(row: Row): JobRecord {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    turnId: row.turn_id,
    request: JobRequest.parse(JSON.parse(row.request)),
    provider: row.provider,
    model: row.model,
    ref: row.provider_ref === null ? null : WorkRef.parse(JSON.parse(row.provider_ref)),
    state: row.state,
    priceUsd: row.price_usd,
    billedUsd: row.billed_usd,
    assetId: row.asset_id,
    failure: row.failure === null ? null : JobFailure.parse(JSON.parse(row.failure)),
    wasSent: row.was_sent === 1,
    wasSentAnew: row.was_sent_anew === 1,
    polls: row.polls,
    errors: row.errors,
    createdAt: row.created_at,
    loads: row.loads,
    stop: row.stop,
    hasPlace: row.has_place === 1,
  }
}

/** A job as the container may see it: without its provider's id. */
export function publicJob(job: JobRecord): Job {
  const { id, turnId, request, provider, model, state, priceUsd, billedUsd, assetId, failure } = job
  return { id, turnId, slot: request.slot, provider, model, state, priceUsd, billedUsd, assetId, failure }
}
