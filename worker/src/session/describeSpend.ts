import { roundUsd, type Spend, STAGES, stageOfSlot } from '@fashion-shoot/protocol'
import { bookedUsd } from './jobs/bookedUsd.ts'
import type { JobRecord } from './jobs/JobBook.ts'

/** Where a shoot's money has gone: its jobs, oldest first, their sums by stage, and what is left, which the director's words have cost. */
export function describeSpend(budgetUsd: number, spentUsd: number, records: readonly JobRecord[]): Spend {
  const jobs = records.map((job) => ({
    id: job.id,
    slot: job.request.slot,
    model: job.model,
    resolution: job.request.kind === 'image' ? job.request.resolution : null,
    state: job.state,
    estimateUsd: job.priceUsd,
    spentUsd: bookedUsd(job),
    createdAt: new Date(job.createdAt).toISOString(),
  }))
  const stages = STAGES.flatMap((stage) => {
    const own = jobs.filter(({ slot }) => stageOfSlot(slot) === stage)
    const sum = (key: 'estimateUsd' | 'spentUsd') => roundUsd(own.reduce((total, job) => total + job[key], 0))
    return own.length === 0 ? [] : [{ stage, estimateUsd: sum('estimateUsd'), spentUsd: sum('spentUsd') }]
  })
  const modelUsd = roundUsd(jobs.reduce((left, job) => left - job.spentUsd, spentUsd))
  return { budgetUsd, spentUsd, modelUsd, stages, jobs }
}
