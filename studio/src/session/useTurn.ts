import type { TurnStarted } from '@fashion-shoot/protocol'
import { type UseMutationResult, useIsMutating, useQueryClient } from '@tanstack/react-query'
import type { ProblemError } from '../api/ProblemError.ts'

/** The mutation key under which everything stands that begins a turn of a shoot. */
export const turnKey = (sessionId: string) => ['turn', sessionId]

/** What begins a turn: nothing is sent from anywhere on the page while the last that was has not been seen to begin. */
export function useTurn<V>(
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
