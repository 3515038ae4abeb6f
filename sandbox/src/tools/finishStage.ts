import { STAGE_NAMES, STAGES, type Stage } from '@fashion-shoot/protocol'
import type { ToolContext, ToolResult } from './defineTool.ts'
import { STAGE_TOOLS } from './shoot.ts'

/** Opens the stage's checkpoint and says whether the director's turn ends there. `made` says what is new, in a sentence. */
export async function finishStage(stage: Stage, made: string, { gateway, signal }: ToolContext): Promise<ToolResult> {
  const { endTurn } = await gateway.endStage(stage, signal)
  const name = STAGE_NAMES[stage]
  if (endTurn) {
    return { text: `${made} The ${name} checkpoint is open. Your turn ends here: the person decides.`, endTurn: true }
  }
  const next = STAGES[STAGES.indexOf(stage) + 1]
  const goOn =
    next === undefined ? 'The shoot is complete: say so.' : `Go on with the ${STAGE_NAMES[next]}: ${STAGE_TOOLS[next]}.`
  return { text: `${made} The person chose not to be asked at the ${name} checkpoint. ${goOn}` }
}
