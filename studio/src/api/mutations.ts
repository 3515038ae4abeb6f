import type { DecisionRequest, Slot, TurnStarted } from '@fashion-shoot/protocol'
import { type UseMutationResult, useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { changeDraft } from '../decide/changeDraft.ts'
import { decidedWords } from '../decide/decidedWords.ts'
import { planDraft } from '../plan/planDraft.ts'
import { shownPast } from '../session/shownLog.ts'
import { drafts } from '../shared/Drafts.ts'
import { showToast } from '../shared/ui/toasts.ts'
import type { ProblemError } from './ProblemError.ts'
import { SESSIONS_KEY } from './queries.ts'
import { activateVersion, cancelTurn, decide, type Models, setBudget, setOptions, startTurn } from './studioApi.ts'

/** Sets what a shoot may spend, USD. The new budget comes back as an event of the shoot. */
export function useBudget(sessionId: string, onSaved?: () => void) {
  return useListed((budgetUsd: number) => setBudget(sessionId, budgetUsd), onSaved)
}

/** Sets which models make the shoot from now on. They come back as an event of the shoot. */
export function useModelChange(sessionId: string) {
  return useListed((models: Pick<Models, 'imageModel' | 'clipModel'>) => setOptions(sessionId, models))
}

/** Makes a version the one that counts. It comes back as an event of the shoot. */
export function useActivate(sessionId: string) {
  return useMutation({
    mutationFn: ({ slot, version }: { slot: Slot; version: number }) => activateVersion(sessionId, slot, version),
  })
}

/** Says something to the director. What comes of it is told by the events of the shoot; `onBegun` is called once they have begun. */
export function useSay(sessionId: string, onBegun?: () => void) {
  return useTurn(
    sessionId,
    useMutation({
      mutationKey: turnKey(sessionId),
      mutationFn: (words: string) => startTurn(sessionId, words),
      onSuccess: async ({ after }, words) => {
        drafts.sent(sessionId, words)
        await shownPast(sessionId, after)
        onBegun?.()
      },
    }),
  )
}

/** Stops the turn that runs. */
export function useStop(sessionId: string) {
  return useMutation({ mutationFn: () => cancelTurn(sessionId) })
}

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

/** Under which everything stands that begins a turn. */
const turnKey = (sessionId: string) => ['turn', sessionId]
const decisionKey = (sessionId: string) => [...turnKey(sessionId), 'decision']

/** What begins a turn: nothing is sent from anywhere on the page while the last that was has not been seen to begin. */
function useTurn<V>(
  sessionId: string,
  { mutate, error, variables, isSuccess, reset }: UseMutationResult<TurnStarted, ProblemError, V>,
) {
  const client = useQueryClient()
  const mutationKey = turnKey(sessionId)
  return {
    error,
    variables,
    isSuccess,
    reset,
    isPending: useIsMutating({ mutationKey }) > 0,
    mutate(said: V) {
      if (client.isMutating({ mutationKey }) === 0) mutate(said)
    },
  }
}

/** A change that lists of shoots show: they are read anew after it. */
function useListed<V>(mutationFn: (change: V) => Promise<void>, onChanged?: () => void) {
  const client = useQueryClient()
  const { mutate, error, isPending } = useMutation({
    mutationFn,
    onSuccess() {
      void client.invalidateQueries({ queryKey: SESSIONS_KEY })
      onChanged?.()
    },
  })
  return { error, isPending, mutate: (change: V) => mutate(change) }
}
