import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import { readSettings } from '../settings.ts'
import { DailySpend } from './DailySpend.ts'
import { type Claim, Places } from './Places.ts'

/** ms beyond a job's deadline for which its place is kept, for what its provider goes on with. */
const GRACE_MS = 5 * 60_000

/** `over_cap`: it would pass what may be spent today, and nothing is kept of having been asked. */
export type PlaceAnswer = 'granted' | 'wait' | 'over_cap'

/**
 * The Durable Object, one for the deployment, that all shoots ask before they order: it holds each provider to its limit of jobs,
 * fairly between shoots, and all together to what may be spent in a day. A Session object tells it how each job ends until it has
 * heard it. What it knows may be lost: then a few jobs too many are ordered, for which the providers have their own limits.
 */
export class Dispatcher extends DurableObject<Env> {
  readonly #places: Places
  readonly #spend: DailySpend

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    const { sql } = state.storage
    const { FAL_CONCURRENCY, KLING_CONCURRENCY, JOB_DEADLINE_SECONDS, DAILY_BUDGET_USD } = readSettings(env)
    this.#places = new Places(sql, {
      limits: { fal: FAL_CONCURRENCY, kling: KLING_CONCURRENCY },
      leaseMs: JOB_DEADLINE_SECONDS * 1000 + GRACE_MS,
      now: Date.now,
    })
    this.#spend = new DailySpend(sql, DAILY_BUDGET_USD, Date.now)
  }

  /**
   * Asks for a place at the job's provider, and for `usd` of what may be spent today: 0 for what costs nothing. Asked again, the
   * answer is the same, unless a place was given since; who gets one meanwhile is told by `Session.look`.
   */
  acquire({ usd, ...claim }: Claim & { usd: number }): PlaceAnswer {
    const { jobId } = claim
    if (!this.#places.holds(jobId) && !this.#spend.reserve(jobId, usd)) {
      this.#places.free(jobId)
      return 'over_cap'
    }
    this.#places.claim(claim)
    this.#fill(jobId)
    // Where it has just been given one, it is known by now that it is looked after.
    this.#places.claim(claim)
    return this.#places.holds(jobId) ? 'granted' : 'wait'
  }

  /** The job is over and has cost `usd`; its place is free. */
  release(jobId: string, usd: number): void {
    this.#spend.correct(jobId, usd)
    this.#places.free(jobId)
    this.#fill(null)
  }

  /** Books what a turn's calls of the model have cost so far, USD in all. True when what may be spent today is spent. */
  noteModel(turnId: string, usd: number): boolean {
    this.#spend.correct(turnId, usd)
    return this.#spend.isUsedUp
  }

  /** Gives free places to those who wait, and tells all of them but the one who hears it as an answer. */
  #fill(asking: string | null): void {
    for (const { jobId, sessionId } of this.#places.fill()) {
      if (jobId === asking) continue
      // One whom the word does not reach finds its place when it next asks.
      const told = this.env.SESSION.getByName(sessionId).look(jobId)
      this.ctx.waitUntil(told.catch(() => undefined))
    }
  }
}
