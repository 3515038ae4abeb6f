import { infiniteQueryOptions, keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query'
import { shootsOf } from './shootsOf.ts'
import { estimate, health, listSessions, type Models, me, readSpend, type ShootsFilter } from './studioApi.ts'

/** ms for which an answer about the system, not a shoot, is good */
const LASTING = 5 * 60_000

/** ms between two looks at the system's parts: what fails meanwhile is to be seen soon. */
const HEALTH_EVERY = 60_000

/** The state of the system's parts. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: health,
  staleTime: HEALTH_EVERY,
  refetchInterval: HEALTH_EVERY,
})

/** Who is calling. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: me, staleTime: LASTING })

/** What a shoot with these models is likely to cost; while that is asked, what was known before. */
export const estimateQuery = ({ imageModel, clipModel, resolution }: Models = {}) =>
  queryOptions({
    queryKey: ['estimate', imageModel, clipModel, resolution],
    queryFn: () =>
      estimate({
        ...(imageModel && { imageModel }),
        ...(clipModel && { clipModel }),
        ...(resolution && { resolution }),
      }),
    placeholderData: keepPreviousData,
    staleTime: LASTING,
  })

/** Where a shoot's money has gone; asked anew when there are more assets, as each may be what a job has made. */
export const spendQuery = (sessionId: string, assets: number) =>
  queryOptions({
    queryKey: ['spend', sessionId, assets],
    queryFn: () => readSpend(sessionId),
    placeholderData: keepPreviousData,
  })

/** Every list of shoots; what changes a shoot makes these stale. */
export const SESSIONS_KEY = ['sessions']

/** Whether a list of shoots is ordered by their titles, or has only those with certain words in them. */
export function dependsOnTitles([, filter]: QueryKey): boolean {
  const { q, sort } = filter as ShootsFilter
  return q !== '' || sort === 'title'
}

/** All shoots but those that were put away, the newest first. */
const NEWEST: ShootsFilter = { q: '', sort: 'updated', archived: false }

/** The shoots, a page at a time; while others are asked for, the ones before. */
export const sessionsQuery = (filter: ShootsFilter = NEWEST) =>
  infiniteQueryOptions({
    queryKey: [...SESSIONS_KEY, filter],
    queryFn: ({ pageParam }) => listSessions(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => shootsOf(pages),
    placeholderData: keepPreviousData,
    // Every page that was scrolled to is asked for anew.
    refetchOnWindowFocus: false,
  })
