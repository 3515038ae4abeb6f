import type { DecisionRequest } from '@fashion-shoot/protocol'
import { useIsMutating, useMutation } from '@tanstack/react-query'
import { decide } from '../api/studioApi.ts'
import { shownPast } from '../session/shownLog.ts'
import { turnKey, useTurn } from '../session/useTurn.ts'
import { drafts } from '../shared/Drafts.ts'
import { showToast } from '../shared/ui/toasts.ts'
import { changeDraft } from './changeDraft.ts'
import { decidedWords } from './decidedWords.ts'
import { planDraft } from './planDraft.ts'

const decisionKey = (sessionId: string) => [...turnKey(sessionId), 'decision']

/**
 * Decides a checkpoint; `note` is what to change. What comes of it is told by the events of the shoot, by which the place that decides goes:
 * that somebody else was first is told in a toast.
 */
export function useDecide(sessionId: string, checkpointId: string) {
  return useTurn(
    sessionId,
    useMutation({
      mutationKey: decisionKey(sessionId),
      mutationFn: (body: DecisionRequest) => decide(sessionId, checkpointId, body),
      onSuccess: ({ after }, { note }) => {
        if (note === undefined) drafts.take(changeDraft(checkpointId))
        else drafts.sent(changeDraft(checkpointId), note)
        drafts.take(planDraft(checkpointId))
        return shownPast(sessionId, after)
      },
      onError: ({ problem }) => {
        if (problem.checkpoint) showToast(decidedWords(problem.checkpoint))
      },
    }),
  )
}

/** True while a decision is on its way. */
export function useIsDeciding(sessionId: string): boolean {
  return useIsMutating({ mutationKey: decisionKey(sessionId) }) > 0
}
