import { type ErrorEvent, slotName } from '@fashion-shoot/protocol'
import type { JobRecord } from './JobBook.ts'

/** What the person is told of jobs that were stopped too late. */
export function jobsGoOn(jobs: readonly JobRecord[]): ErrorEvent {
  const slots = jobs.map(({ request }) => slotName(request.slot)).join(', ')
  return {
    type: 'error',
    code: 'jobs_go_on',
    message: `Stopped, but ${slots} cannot be called back from the provider and will be charged.`,
    hint: 'What comes of it is kept here when it arrives; where there is a version already, as a further one.',
    retryable: false,
  }
}
