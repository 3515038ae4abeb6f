import type { SessionSummary } from '@fashion-shoot/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { asProblem } from '../api/problems.ts'
import { dependsOnTitles, SESSIONS_KEY } from '../api/queries.ts'
import { archiveSession, duplicateSession, renameSession } from '../api/studioApi.ts'
import { titleOf } from '../shared/titleOf.ts'
import { showToast } from '../shared/ui/toasts.ts'
import { carryOutDeletion, planDeletion, undoDeletion } from './deletions.ts'
import { patchLists } from './patchLists.ts'

type Change = Partial<SessionSummary> | null

export type ShootActions = ReturnType<typeof useShootActions>

/** What can be done with shoots in a list. Each is seen at once, and taken back where the server says no. */
export function useShootActions() {
  const client = useQueryClient()
  const navigate = useNavigate()

  function patch({ id }: SessionSummary, change: Change) {
    // An answer from before the change would take it back.
    void client.cancelQueries({ queryKey: SESSIONS_KEY })
    client.setQueriesData<Parameters<typeof patchLists>[0]>({ queryKey: SESSIONS_KEY }, (list) =>
      patchLists(list, id, change),
    )
  }

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      const { detail, hint } = asProblem(error)
      showToast(`${detail} ${hint}`)
      await client.invalidateQueries({ queryKey: SESSIONS_KEY })
      return false
    }
  }

  return {
    async rename(shoot: SessionSummary, title: string) {
      patch(shoot, { title })
      await attempt(async () => {
        await renameSession(shoot.id, title)
        // Only there may it stand at another place by its new title, or be none of those that are searched for.
        await client.invalidateQueries({
          queryKey: SESSIONS_KEY,
          predicate: ({ queryKey }) => dependsOnTitles(queryKey),
        })
      })
    },

    async archive(shoot: SessionSummary) {
      const archived = !shoot.archived
      patch(shoot, null)
      if (!(await attempt(() => archiveSession(shoot.id, archived)))) return
      showToast(`“${titleOf(shoot)}” is ${archived ? 'archived' : 'back'}.`, () => {
        void attempt(async () => {
          await archiveSession(shoot.id, shoot.archived)
          await client.invalidateQueries({ queryKey: SESSIONS_KEY })
        })
      })
    },

    async duplicate(shoot: SessionSummary) {
      await attempt(async () => {
        const { id } = await duplicateSession(shoot.id)
        await navigate({ to: '/shoots/$sessionId', params: { sessionId: id } })
        showToast(`This has the photos of “${titleOf(shoot)}”. Say what it is to be.`)
      })
    },

    /** `onBack` is called when it was taken back. */
    remove(shoot: SessionSummary, onBack: () => void) {
      planDeletion(shoot.id)
      showToast(
        `“${titleOf(shoot)}” is deleted, with all that belongs to it.`,
        () => {
          undoDeletion(shoot.id)
          onBack()
        },
        () => void attempt(() => carryOutDeletion(shoot.id)),
      )
    },
  }
}
