import type { JobRecord } from './JobBook.ts'

/** USD that a job has in the books: what was billed, else its price; nothing where it ended free of charge. */
export function bookedUsd({ priceUsd, billedUsd, failure }: JobRecord): number {
  return failure?.charged === 'no' ? 0 : (billedUsd ?? priceUsd)
}
