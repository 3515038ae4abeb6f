import { type JobRequest, STAGE_NAMES } from '@fashion-shoot/protocol'
import type { ToolContext, ToolResult } from './defineTool.ts'

/** What may be ordered; or, while the person has yet to see it, the result with which the tool ends. */
export type Agreed = { requests: JobRequest[] } | { waits: ToolResult }

/**
 * Before anything is ordered: what may be, of what a tool would order of one stage. Where the person wants to see that first, their plan opens and
 * the turn ends; the same call after their approval gets what they approved, with all that they have changed. Throws a GatewayError.
 */
export async function agreeOrders(
  requests: readonly JobRequest[],
  { gateway, signal }: Pick<ToolContext, 'gateway' | 'signal'>,
): Promise<Agreed> {
  if (requests.length === 0) return { requests: [] }
  const answer = await gateway.proposePlan(requests, signal)
  if (answer.state === 'approved') return { requests: answer.requests }
  const { stage, plan } = answer.checkpoint
  const price = plan === undefined ? '' : `, ${plan.totalUsd.toFixed(2)} USD`
  const text = `The plan of the ${STAGE_NAMES[stage]} is open${price}. Nothing is ordered yet. Your turn ends here: the person decides. Once they have approved it, call this tool again with the same input.`
  return { waits: { text, endTurn: true } }
}
