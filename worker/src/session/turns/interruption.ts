import type { SessionEvent, SessionView } from '@fashion-shoot/protocol'

/**
 * What the log says when a turn's runner is gone and another takes its place: half a message is void, because it will be said
 * anew, and a tool that ran has come to nothing that anybody knows of.
 */
export function interruption(view: SessionView): SessionEvent[] {
  const isSpeaking = view.conversation.some((item) => item.kind === 'director' && item.streaming)
  return [
    ...(isSpeaking ? [{ type: 'message_type_hint', messageType: 'text' } as const] : []),
    ...toolsOver(view, 'interrupted'),
    { type: 'status', message: 'The director was interrupted and takes the work up again…', resumes: true },
  ]
}

/** Ends the tools that still run: interrupted, to be taken up again, or having done what they were for. */
export function toolsOver({ conversation }: SessionView, end: 'interrupted' | 'ok'): SessionEvent[] {
  return conversation.flatMap((item): SessionEvent[] => {
    if (item.kind !== 'tool' || item.state !== 'running') return []
    const { toolUseId } = item
    const over = { type: 'system', subtype: 'tool_result', toolUseId, durationMs: 0 } as const
    if (end === 'ok') return [{ ...over, ok: true }]
    return [{ ...over, ok: false, error: 'Interrupted; it is taken up again.', cutShort: end }]
  })
}
