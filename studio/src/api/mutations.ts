import type { Decision, Slot } from '@fashion-shoot/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SESSIONS_KEY } from './queries.ts'
import { activateVersion, cancelTurn, decide, type Models, setBudget, setOptions, startTurn } from './studioApi.ts'

/** Sets what a shoot may spend, USD. The new budget comes back as an event of the shoot. */
export function useBudget(sessionId: string) {
  return useListed((budgetUsd: number) => setBudget(sessionId, budgetUsd))
}

/** Sets which models make the shoot from now on. No event tells of it. */
export function useModelChange(sessionId: string) {
  return useListed((models: Pick<Models, 'imageModel' | 'clipModel'>) => setOptions(sessionId, models))
}

/** Makes a version the one that counts. It comes back as an event of the shoot. */
export function useActivate(sessionId: string) {
  return useMutation({
    mutationFn: ({ slot, version }: { slot: Slot; version: number }) => activateVersion(sessionId, slot, version),
  })
}

/** Says something to the director. What comes of it is told by the events of the shoot. */
export function useSay(sessionId: string) {
  return useMutation({ mutationFn: (words: string) => startTurn(sessionId, words) })
}

/** Stops the turn that runs. */
export function useStop(sessionId: string) {
  return useMutation({ mutationFn: () => cancelTurn(sessionId) })
}

/** Decides a checkpoint; `note` is what to change. What comes of it is told by the events of the shoot. */
export function useDecide(sessionId: string, checkpointId: string) {
  return useMutation({
    mutationFn: (body: { decision: Decision; note?: string }) => decide(sessionId, checkpointId, body),
  })
}

/** A change that lists of shoots show: they are read anew after it. */
function useListed<V>(mutationFn: (change: V) => Promise<void>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => void client.invalidateQueries({ queryKey: SESSIONS_KEY }) })
}
