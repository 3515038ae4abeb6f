import type { SessionEvent, SessionView } from '@fashion-shoot/protocol'

/**
 * What the log says when a turn's runner is gone and another takes its place: half a message is void, because it will be said
 * anew, and a tool that ran has come to nothing that anybody knows of.
 */
export function interruption({ conversation }: SessionView): SessionEvent[] {
  const isSpeaking = conversation.some((item) => item.kind === 'director' && item.streaming)
  const running = conversation.filter((item) => item.kind === 'tool' && item.state === 'running')
  return [
    ...(isSpeaking ? [{ type: 'message_type_hint', messageType: 'text' } as const] : []),
    ...running.flatMap((item): SessionEvent[] =>
      item.kind === 'tool'
        ? [
            {
              type: 'system',
              subtype: 'tool_result',
              toolUseId: item.toolUseId,
              ok: false,
              durationMs: 0,
              error: 'Interrupted; it is taken up again.',
            },
          ]
        : [],
    ),
    { type: 'status', message: 'The director was interrupted and takes the work up again…' },
  ]
}
