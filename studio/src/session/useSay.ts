import { useMutation } from '@tanstack/react-query'
import { startTurn } from '../api/studioApi.ts'
import { drafts } from '../shared/Drafts.ts'
import { shownPast } from './shownLog.ts'
import { turnKey, useTurn } from './useTurn.ts'

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
