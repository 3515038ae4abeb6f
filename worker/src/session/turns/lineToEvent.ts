import type { RunnerLine, SessionEvent } from '@fashion-shoot/protocol'

/** A runner's line that is an event as it stands; the others change the session's own books instead. */
export type PlainLine = Exclude<RunnerLine, { t: 'beat' | 'done' | 'lost' }>

/** What a line of the agent-runner is in the session's log; `at` (ISO 8601, UTC) is when it came. */
export function lineToEvent(line: PlainLine, at: string): SessionEvent {
  switch (line.t) {
    case 'token':
      return { type: 'text_delta', text: line.d }
    case 'thinking':
      return { type: 'message_type_hint', messageType: 'thinking' }
    case 'restart':
      return { type: 'message_type_hint', messageType: 'text' }
    case 'tool':
      return {
        type: 'system',
        subtype: 'tool_call',
        tool: line.d,
        toolUseId: line.id,
        ...(line.input !== undefined && { input: line.input }),
        at,
      }
    case 'tool_done':
      return {
        type: 'system',
        subtype: 'tool_result',
        toolUseId: line.id,
        ok: line.ok,
        durationMs: line.ms,
        ...(line.error !== undefined && { error: line.error }),
        ...(line.stopped && { cutShort: 'stopped' as const }),
      }
    case 'assistant':
      return { type: 'assistant_message', text: line.d, ...(line.thinking && { messageType: 'thinking' as const }) }
    case 'progress': {
      const { t: _, ...progress } = line
      return { type: 'progress', ...progress }
    }
    case 'status':
      return { type: 'status', message: line.d }
    case 'error': {
      const { t: _, ...error } = line
      return { type: 'error', ...error }
    }
    default:
      return unreachable(line)
  }
}

function unreachable(line: never): never {
  throw new Error(`Unknown line: ${JSON.stringify(line)}`)
}
