/** What was asked for and what it cost: lets a test prove that nothing is paid for twice. */
import { MODELS } from './models/MODELS.ts'
import type { Queue } from './Queue.ts'

type BookEntry = {
  requestId: string
  model: string
  /** SHA-256 of the submitted JSON, with the pictures' bytes in place of their addresses. */
  inputSha256: string
  state: 'in_queue' | 'in_progress' | 'succeeded' | 'failed' | 'cancelled'
  billableUnits: number
  billedUsd: number
}
export type Books = { requests: BookEntry[]; billedUsd: number }

/** All requests since the start, oldest first. */
export function books(queue: Queue): Books {
  const requests = queue.all().map((request): BookEntry => {
    const units = request.outcome?.billableUnits ?? 0
    return {
      requestId: request.id,
      model: request.model,
      inputSha256: request.inputSha256,
      state: stateOf(request),
      billableUnits: units,
      billedUsd: units * (MODELS[request.model]?.usdPerUnit ?? 0),
    }
  })
  return { requests, billedUsd: requests.reduce((sum, entry) => sum + entry.billedUsd, 0) }
}

function stateOf({ outcome, startedAt }: ReturnType<Queue['all']>[number]): BookEntry['state'] {
  if (!outcome) return startedAt ? 'in_progress' : 'in_queue'
  if (!outcome.error) return 'succeeded'
  return outcome.error.type === 'client_cancelled' ? 'cancelled' : 'failed'
}
