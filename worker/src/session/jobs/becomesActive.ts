import { activeAsset, isJobOver } from '@fashion-shoot/protocol'
import type { EventLog } from '../EventLog.ts'
import type { JobBook, JobRecord } from './JobBook.ts'

type Parts = {
  log: Pick<EventLog, 'view'>
  book: Pick<JobBook, 'get'>
  /** The turn that is running, if one is. */
  runningTurn: () => string | undefined
}

/**
 * Whether a result that comes now is what counts in its slot. What nobody waits for any more is only kept: one that was stopped,
 * that comes after its turn, or after what was ordered later. An empty slot takes anything.
 */
export function becomesActive(job: JobRecord, { log, book, runningTurn }: Parts): boolean {
  const active = activeAsset(log.view, job.request.slot)
  if (active === undefined) return true
  const { stop, turnId } = book.get(job.id) ?? job
  if (isJobOver(job.state) || stop !== 'no' || turnId !== runningTurn()) return false
  const rival = active.jobId === null ? undefined : book.get(active.jobId)
  return (rival?.createdAt ?? Date.parse(active.createdAt)) <= job.createdAt
}
