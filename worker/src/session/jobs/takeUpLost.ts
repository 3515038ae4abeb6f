import { isJobOver } from '@fashion-shoot/protocol'
import type { WorkRef } from '../../providers/Provider.ts'
import type { JobRecord } from './JobBook.ts'
import type { JobStates } from './JobStates.ts'

/** Whether the job's order went out and nobody knows what its provider calls it. One that was sent twice might be either of the two. */
export function isLost(job: JobRecord | undefined): job is JobRecord {
  return job !== undefined && job.ref === null && job.wasSent && !job.wasSentAnew
}

/** Goes on with a job whose order was lost, by what its provider turns out to call it: one that was given up is looked at as a late one. */
export function takeUpLost(job: JobRecord, ref: WorkRef, states: JobStates): void {
  if (isJobOver(job.state)) states.write({ ...job, ref })
  else states.submitted(job, ref)
  states.looks.again(job, 0)
}
