import type { Evidence } from '../evidence/Evidence.ts'

/** No process is left over: one runner at most serves the session. That none is left of the whole run is checked at its end. */
export function nothingIsLeftOver({ processes }: Evidence): string[] {
  return processes.map((process) => `A process is left over: ${process}`)
}
