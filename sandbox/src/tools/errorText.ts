import { GatewayError } from '../gateway/GatewayError.ts'
import { isMediaError } from './isMediaError.ts'
import { ToolError } from './ToolError.ts'

/** An error in the words that the model gets: what happened and what to do instead. */
export function errorText(error: unknown): string {
  if (error instanceof GatewayError || isMediaError(error)) return `${error.message} ${error.hint}`
  if (error instanceof ToolError) return error.message
  console.error('A tool failed unexpectedly:', error)
  const said = error instanceof Error ? error.message : String(error)
  return `Something went wrong inside the tool: ${said} Nothing that existed is lost. Tell the person, and call get_shoot to see what there is.`
}
