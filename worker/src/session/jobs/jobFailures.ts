import { type JobFailure, slotName } from '@fashion-shoot/protocol'
import { ProblemError } from '../../problem.ts'
import type { ProviderFailure } from '../../providers/Provider.ts'
import type { JobRecord } from './JobBook.ts'

/** A day: providers keep a result for longer than that. */
const AWAITED_MS = 24 * 60 * 60_000
const STILL_COMES = 'If it still comes within a day, it is kept here as a version. Meanwhile, try again.'
const ONCE_MENDED = 'Once that is mended, what was made comes here by itself as a version, within a day.'

/** Whether the price of a job that has failed stays in the books. */
export function isCharged({ charged }: JobFailure): boolean {
  return charged !== 'no'
}

/** Whether a refusal is that of a call about an order, of which it says nothing: it may have been taken before. */
export function isOfCall({ wasSent }: JobRecord, { failure }: ProviderFailure): boolean {
  return wasSent && !isCharged(failure)
}

/** All shoots together may spend no more today. */
export function overDailyCap(job: JobRecord): JobFailure {
  const { code, hint } = new ProblemError('daily_cap')
  return {
    code,
    message: `${job.request.kind === 'clip' ? 'A clip' : 'A picture'} was not ordered: with it, this studio would spend more than it may in a day.`,
    hint,
    retryable: true,
    charged: 'no',
  }
}

/** The provider gave no answer that tells that the order was taken. */
export function unreachable(job: JobRecord): JobFailure {
  return {
    code: 'provider_unreachable',
    message: `The ${serviceName(job)} does not answer.`,
    hint: 'Nothing was charged, and everything made so far is kept. Try again in a while.',
    retryable: true,
    charged: 'no',
  }
}

/** The provider had no free place in time. */
export function noPlace(job: JobRecord, deadlineMs: number): JobFailure {
  return {
    code: 'no_place',
    message: `The ${serviceName(job)} had no free place for the ${slotName(job.request.slot)} in ${duration(deadlineMs)}.`,
    hint: 'Nothing was charged, and everything made so far is kept. Try again in a while.',
    retryable: true,
    charged: 'no',
  }
}

/** The job did not end in time; `refusal` is why its provider could not be asked, where it has said so. */
export function timedOut(job: JobRecord, deadlineMs: number, refusal: ProviderFailure | null): JobFailure {
  const why = refusal === null ? '' : ` ${refusal.message}`
  return {
    code: 'job_timed_out',
    message: `The ${serviceName(job)} did not finish the ${slotName(job.request.slot)} in ${duration(deadlineMs)}.${why}`,
    hint: refusal === null ? `It may have been charged. ${STILL_COMES}` : `It may have been charged. ${ONCE_MENDED}`,
    retryable: true,
    charged: 'maybe',
  }
}

/** The work is done, but its result cannot be loaded. */
export function lostResult(job: JobRecord): JobFailure {
  return {
    code: 'result_lost',
    message: `The ${serviceName(job)} made the ${slotName(job.request.slot)}, but it cannot be loaded from there.`,
    hint: `It may have been charged. ${STILL_COMES}`,
    retryable: true,
    charged: 'maybe',
  }
}

/** What was given up as possibly charged, and was not. */
export function notCharged(job: JobRecord): JobFailure {
  return {
    code: 'job_not_charged',
    message: `The ${serviceName(job)} did not make the ${slotName(job.request.slot)}.`,
    hint: 'Nothing was charged. Try again.',
    retryable: true,
    charged: 'no',
  }
}

/** Made, and not here. */
const UNLOADED = ['result_lost', 'result_elsewhere']

/** Whether the provider may still be at work on a job that has failed, and so be without the place that the job had. */
export function isAtWork({ failure }: JobRecord): boolean {
  return failure?.code === 'job_timed_out'
}

/** Whether something may still come of a job that has failed. */
export function isAwaited(job: JobRecord, now: number): boolean {
  const { state, failure, ref, wasSent, createdAt } = job
  const isFound = failure?.code === 'order_unanswered' && ref !== null
  const mayCome = isAtWork(job) || UNLOADED.includes(failure?.code ?? '') || isFound
  return state === 'failed' && wasSent && mayCome && now - createdAt < AWAITED_MS
}

/** The provider had taken the order, and does not know it any more. */
export function forgotten(job: JobRecord): JobFailure {
  return {
    code: 'order_forgotten',
    message: `The ${serviceName(job)} does not know its order for the ${slotName(job.request.slot)} any more.`,
    hint: 'It may have been charged. Everything made so far is kept; just ask for it again.',
    retryable: true,
    charged: 'maybe',
  }
}

/** The result is not what was ordered. */
export function unusableResult(job: JobRecord): JobFailure {
  return {
    code: 'result_unusable',
    message: `What the ${serviceName(job)} delivered for the ${slotName(job.request.slot)} is damaged.`,
    hint: 'It may have been charged. Everything made so far is kept; try again.',
    retryable: true,
    charged: 'maybe',
  }
}

/** The result is larger than anything that was ordered. */
export function tooLargeResult(job: JobRecord): JobFailure {
  return {
    code: 'result_too_large',
    message: `What the ${serviceName(job)} delivered for the ${slotName(job.request.slot)} is too large to be it.`,
    hint: 'It may have been charged. Everything made so far is kept; try again.',
    retryable: true,
    charged: 'maybe',
  }
}

function duration(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`
}

function serviceName({ request }: JobRecord): string {
  return request.kind === 'clip' ? 'clip service' : 'image service'
}
