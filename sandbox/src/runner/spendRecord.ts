import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Record = z.object({ totalUsd: z.number().nonnegative() })

/**
 * The conversation's running total at the last result, USD. The SDK's totals go on after a resume, so the price of the first turn of
 * a new process is the difference to this. 0 when nothing was recorded.
 */
export async function readSpend(home: string): Promise<number> {
  try {
    return Record.parse(JSON.parse(await readFile(recordFile(home), 'utf8'))).totalUsd
  } catch {
    return 0
  }
}

export async function writeSpend(home: string, totalUsd: number): Promise<void> {
  await writeFile(recordFile(home), JSON.stringify({ totalUsd }))
}

function recordFile(home: string): string {
  return join(home, 'model-spend.json')
}
