import type { JobRequest } from '@fashion-shoot/protocol'
import type { ToolContext } from './defineTool.ts'
import { runJob } from './runJob.ts'

export type JobOutcomes<Request> = {
  stored: { request: Request; assetId: string }[]
  failed: { request: Request; error: unknown }[]
}

/** Runs jobs side by side. One that fails stops no other. Throws the signal's reason when the person stops the turn. */
export async function runJobs<Request extends JobRequest>(
  requests: readonly Request[],
  context: ToolContext,
): Promise<JobOutcomes<Request>> {
  const outcomes: JobOutcomes<Request> = { stored: [], failed: [] }
  const ends = requests.map((request) => runJob(request, context))
  // In the order of the requests, whichever ends first.
  for (const [at, end] of (await Promise.allSettled(ends)).entries()) {
    const request = requests[at]
    if (request === undefined) continue
    if (end.status === 'fulfilled') outcomes.stored.push({ request, assetId: end.value })
    else outcomes.failed.push({ request, error: end.reason })
  }
  context.signal.throwIfAborted()
  return outcomes
}
