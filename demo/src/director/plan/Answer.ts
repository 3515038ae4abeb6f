/** One message of the director before it becomes blocks. */
import type { ToolUse } from './blocks.ts'

export type Answer = {
  /** What it thinks before it speaks; shown when the request has thinking on. */
  thought: string
  /** What it says; empty when the tools speak for themselves. */
  says: string
  calls: ToolUse[]
}

export function answer(thought: string, says: string, calls: ToolUse[] = []): Answer {
  return { thought, says, calls }
}
