import { isJobOver, type JobState } from '@fashion-shoot/protocol'
import type { Evidence } from '../evidence/Evidence.ts'
import { isPerhapsCharged, orderOf, ordersWithoutJob } from './orders.ts'

/**
 * Every job that was submitted has one provider id, which is in the provider's books under no other job's name; and every order in
 * those books is a job's. An order whose answer was lost may be in the books without a job only where the provider keeps no name of
 * ours (fal), and the person was told that it may have been charged. No job stays open.
 */
export function jobsAreOneOrder(evidence: Evidence): string[] {
  const { tables, books } = evidence
  const wrong: string[] = []
  const ids = new Map<string, string>()
  for (const job of tables.jobs) {
    if (!isJobOver(job.state as JobState)) wrong.push(`The job ${job.id} is still ${job.state}.`)
    if (job.state === 'stored' && job.provider_ref === null)
      wrong.push(`The job ${job.id} is stored without a provider id.`)
    const id = orderOf(job)
    if (id === null) continue
    const other = ids.get(id)
    if (other !== undefined) wrong.push(`The jobs ${other} and ${job.id} are both order ${id}.`)
    ids.set(id, job.id)
    const order = books.find((one) => one.id === id)
    if (order === undefined) wrong.push(`The order ${id} of ${job.id} is in no provider's books.`)
    else if (order.jobId !== null && order.jobId !== job.id)
      wrong.push(`The order ${id} of ${job.id} is ${order.jobId}'s.`)
  }
  const lost = ordersWithoutJob(evidence)
  for (const order of lost)
    if (order.provider === 'kling') wrong.push(`Kling's order ${order.id} (${order.state}) is no job's.`)
  const told = tables.jobs.filter((job) => job.provider === 'fal' && orderOf(job) === null && isPerhapsCharged(job))
  const unexplained = lost.filter(({ provider }) => provider === 'fal').length - told.length
  if (unexplained > 0)
    wrong.push(`${unexplained} of fal's orders are no job's, and nobody was told: ${JSON.stringify(lost)}.`)
  return wrong
}
