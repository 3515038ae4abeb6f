import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { estimate, health, listSessions, me } from './studioApi.ts'

/** ms for which an answer about the system, not a shoot, is good */
const LASTING = 5 * 60_000

/** The state of the system's parts. */
export const healthQuery = queryOptions({ queryKey: ['health'], queryFn: health, staleTime: 60_000 })

/** Who is calling. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: me, staleTime: LASTING })

/** What a shoot is likely to cost. */
export const estimateQuery = queryOptions({ queryKey: ['estimate'], queryFn: estimate, staleTime: LASTING })

/** Every list of shoots; what changes a shoot makes these stale. */
export const SESSIONS_KEY = ['sessions']

/** The shoots, newest first, a page at a time. */
export const sessionsQuery = infiniteQueryOptions({
  queryKey: SESSIONS_KEY,
  queryFn: ({ pageParam }) => listSessions(pageParam),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  select: ({ pages }) => pages.flatMap(({ sessions }) => sessions),
})
