import type { JobRequest } from '@fashion-shoot/protocol'
import type { ToolContext } from './defineTool.ts'
import { errorText } from './errorText.ts'
import { runJob } from './runJob.ts'

export type JobOutcomes<Request> = {
  stored: { request: Request; assetId: string }[]
  failed: { request: Request; why: string }[]
}

/** Runs jobs side by side. One that fails stops no other. Throws the signal's reason when the person stops the turn. */
export async function runJobs<Request extends JobRequest>(
  requests: readonly Request[],
  context: ToolContext,
): Promise<JobOutcomes<Request>> {
  const outcomes: JobOutcomes<Request> = { stored: [], failed: [] }
  await Promise.all(
    requests.map(async (request) => {
      try {
        outcomes.stored.push({ request, assetId: await runJob(request, context) })
      } catch (error) {
        context.signal.throwIfAborted()
        outcomes.failed.push({ request, why: errorText(error) })
      }
    }),
  )
  return outcomes
}
