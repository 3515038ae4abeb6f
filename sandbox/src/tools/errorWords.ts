import { GatewayError } from '../gateway/GatewayError.ts'
import { isMediaError } from './isMediaError.ts'
import { machineError } from './machineError.ts'
import { ToolError } from './ToolError.ts'

/** An error in words: what happened, for the person, and what to do about it, for the director. */
export function errorWords(error: unknown): Pick<ToolError, 'told' | 'advice'> {
  if (error instanceof ToolError) return error
  // The person is told of what the machine lacks by an event of its own.
  if (machineError(error) !== null && isMediaError(error)) return { told: '', advice: `${error.message} ${error.hint}` }
  if (error instanceof GatewayError || isMediaError(error)) return { told: error.message, advice: error.hint }
  console.error('A tool failed unexpectedly:', error)
  const said = error instanceof Error ? error.message : String(error)
  return {
    told: `Something went wrong inside the tool: ${said} Nothing that existed is lost.`,
    advice: 'Tell the person, and call get_shoot to see what there is.',
  }
}
