import type { SessionView } from '@fashion-shoot/protocol'
import { type ErrorItem, openError } from './openError.ts'
import { toolWords } from './toolWords.ts'

/** What keeps a shoot from going on until the person does something. */
export type Trouble = Pick<ErrorItem, 'message' | 'hint' | 'retryable' | 'shortfall'> & { code: string | undefined }

/** What went wrong last, or was stopped; null while the director is at work, and where the shoot goes on. */
export function troubleNow({ conversation, running }: Pick<SessionView, 'conversation' | 'running'>): Trouble | null {
  if (running) return null
  const error = openError(conversation)
  if (error !== null) return error
  const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person') + 1)
  const last = turn.findLast((item) => item.kind === 'tool')
  if (last?.kind !== 'tool' || last.state !== 'stopped') return null
  return {
    message: `${toolWords(last.tool)}: stopped.`,
    hint: 'Say how to go on, or try again.',
    retryable: true,
    code: undefined,
  }
}
