import type { Evidence } from '../evidence/Evidence.ts'

/**
 * No process is left over: one runner at most serves the session. That none is left of the whole run is checked at its end. And no place
 * at a provider: none but of a job that was given up and may be being made there all the same.
 */
export function nothingIsLeftOver({ processes, places, tables }: Evidence): string[] {
  const held = places.filter((id) => !mayCome(tables, id))
  return [
    ...processes.map((process) => `A process is left over: ${process}`),
    ...held.map((id) => `The job ${id} still has a place at its provider, or waits for one.`),
  ]
}

/** Whether a job was given up at its deadline, and its provider may still be at work on it. */
export function mayCome({ jobs }: Pick<Evidence['tables'], 'jobs'>, id: string): boolean {
  const failure = jobs.find((job) => job.id === id)?.failure ?? '{}'
  return JSON.parse(failure).code === 'job_timed_out'
}
