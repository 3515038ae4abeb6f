import type { ErrorEvent, SessionView } from '@fashion-shoot/protocol'

/** Whether the latest turn has told the person of such an error already: five clips that fail for one reason are told once. */
export function isToldInTurn(
  { conversation }: Pick<SessionView, 'conversation'>,
  isSame: (error: Omit<ErrorEvent, 'type'>) => boolean,
): boolean {
  const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person'))
  return turn.some((item) => item.kind === 'error' && isSame(item))
}
