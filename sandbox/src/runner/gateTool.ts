import type { CanUseTool } from '@anthropic-ai/claude-agent-sdk'
import { withAdvice } from '../advice.ts'

/**
 * The gate for every tool call that the SDK does not decide itself: only the shoot's own tools and skills pass. Reading inside
 * the working folder never gets here; reading anywhere else is refused.
 */
export const gateTool: CanUseTool = async (tool, input, { mcpServer }) => {
  if (tool === 'Skill' || (mcpServer?.source === 'sdk' && mcpServer.name === 'shoot')) {
    return { behavior: 'allow', updatedInput: input }
  }
  const message =
    tool === 'Read'
      ? withAdvice('Only the files of the skills can be read.', 'Use view_asset to look at a picture of the shoot.')
      : withAdvice(`${tool} is not available here.`, 'Use the shoot tools.')
  return { behavior: 'deny', message }
}
