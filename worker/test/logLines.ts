import { isPoint } from './recordMetrics.ts'
import type { RunningWorker } from './startWorker.ts'

export type LogLine = { at: string; level: string; event: string; [field: string]: unknown }

/** What a Worker has logged so far. Throws when a line is no JSON. */
export function logLines({ lines }: RunningWorker): LogLine[] {
  return lines.filter((line) => !isPoint(line)).map((line) => JSON.parse(line))
}

/** The first line that fits, as soon as it is there: what a Worker writes takes a moment to arrive. */
export async function lineWith(worker: RunningWorker, fits: Partial<LogLine>): Promise<LogLine> {
  for (;;) {
    const found = logLines(worker).find((line) => Object.entries(fits).every(([name, value]) => line[name] === value))
    if (found !== undefined) return found
    await new Promise((next) => setTimeout(next, 20))
  }
}
