import { type JobRequest, stageOfSlot } from '@fashion-shoot/protocol'
import { agreeOrders } from './agreeOrders.ts'
import type { ToolContext, ToolResult } from './defineTool.ts'
import { finishStage } from './finishStage.ts'
import { runJob } from './runJob.ts'

/**
 * Has the one picture of a stage made, once it is agreed, and opens the stage's checkpoint. `made` says in a sentence what is new, by its asset
 * id. Throws as `runJob` does.
 */
export async function orderPicture(
  request: JobRequest,
  made: (assetId: string) => string,
  context: ToolContext,
): Promise<ToolResult> {
  const agreed = await agreeOrders([request], context)
  if ('waits' in agreed) return agreed.waits
  const [order = request] = agreed.requests
  const assetId = await runJob(order, context)
  return finishStage(stageOfSlot(request.slot), made(assetId), context)
}
