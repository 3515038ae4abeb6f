import { isJobOver, type JobRequest, slotName } from '@fashion-shoot/protocol'
import { GatewayError } from '../gateway/GatewayError.ts'
import { beyondBudget } from './beyondBudget.ts'
import type { ToolContext } from './defineTool.ts'
import { ToolError } from './ToolError.ts'

/** ms, the longest that the gateway holds an answer back */
const WAIT_MS = 25_000
/** The shoot tells of every job that fails. */
const TOLD = 'The person has been told why.'

/**
 * Has a picture or a clip made and waits until it is stored; resolves to its asset id. Throws a ToolError that says why it failed and what to
 * do, or a GatewayError. Asked again in the same turn for the same thing, it finds the same job and pays nothing.
 */
export async function runJob(request: JobRequest, { gateway, previews, signal }: ToolContext): Promise<string> {
  let job = await gateway.requestJob(request, signal).catch((error: unknown) => {
    throw (error instanceof GatewayError && beyondBudget(error)) || error
  })
  while (!isJobOver(job.state)) job = await gateway.readJob(job.id, WAIT_MS, signal)
  if (job.state === 'stored' && job.assetId !== null) {
    previews.catchUp()
    return job.assetId
  }
  const name = slotName(request.slot)
  if (job.failure !== null) {
    const { message, hint } = job.failure
    throw beyondBudget(job.failure) ?? new ToolError('', { advice: `The ${name} failed: ${message} ${hint} ${TOLD}` })
  }
  throw new ToolError(`The ${name} was cancelled. Nothing that existed is lost.`, {
    advice: 'Ask the person whether to make it again.',
  })
}
