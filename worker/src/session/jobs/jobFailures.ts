import { type JobFailure, slotName } from '@fashion-shoot/protocol'
import type { JobRecord } from './JobBook.ts'

/** The provider gave no answer that tells that the order was taken. */
export function unreachable(job: JobRecord): JobFailure {
  return {
    code: 'provider_unreachable',
    message: `The ${serviceName(job)} does not answer.`,
    hint: 'Everything made so far is kept. Try again in a while.',
    retryable: true,
  }
}

/** The job did not end in time. */
export function timedOut(job: JobRecord): JobFailure {
  return {
    code: 'job_timed_out',
    message: `The ${serviceName(job)} did not finish the ${slotName(job.request.slot)} in half an hour.`,
    hint: 'It may have been charged. Everything made so far is kept; try again.',
    retryable: true,
  }
}

/** The work is done, but its result cannot be loaded. */
export function lostResult(job: JobRecord): JobFailure {
  return {
    code: 'result_lost',
    message: `The ${serviceName(job)} made the ${slotName(job.request.slot)}, but it cannot be loaded from there.`,
    hint: 'It may have been charged. Everything made so far is kept; try again.',
    retryable: true,
  }
}

/** The result is not what was ordered. */
export function unusableResult(job: JobRecord): JobFailure {
  return {
    code: 'result_unusable',
    message: `What the ${serviceName(job)} delivered for the ${slotName(job.request.slot)} is damaged.`,
    hint: 'It may have been charged. Everything made so far is kept; try again.',
    retryable: true,
  }
}

function serviceName({ provider }: JobRecord): string {
  return provider === 'fal' ? 'image service' : 'clip service'
}
