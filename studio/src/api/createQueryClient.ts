import { QueryClient } from '@tanstack/react-query'
import type { ProblemError } from './ProblemError.ts'

/** Questions that are asked again before their failure is told. */
const RETRIES = 2

/** Holds what the page asks for once in a while. A shoot's own log is streamed: the session store has it, not this. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server can be on this very machine, which needs no network to be reached.
        networkMode: 'always',
        // Which by itself would have nothing asked anew once there is a network again.
        refetchOnReconnect: true,
        retry: (failures, { problem }) => failures < RETRIES && (problem.status === 0 || problem.status >= 500),
      },
      mutations: { networkMode: 'always' },
    },
  })
}

declare module '@tanstack/react-query' {
  interface Register {
    /** All that `studioApi.ts` throws. */
    defaultError: ProblemError
  }
}
