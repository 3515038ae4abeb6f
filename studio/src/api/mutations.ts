import type { Slot } from '@fashion-shoot/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { SESSIONS_KEY } from './queries.ts'
import { activateVersion, cancelTurn, type Models, setBudget, setOptions } from './studioApi.ts'

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

/** Stops the turn that runs. */
export function useStop(sessionId: string) {
  return useMutation({ mutationFn: () => cancelTurn(sessionId) })
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
