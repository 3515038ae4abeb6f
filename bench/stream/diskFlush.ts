import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quantile } from './quantile.ts'

const TIMES = 200
/** bytes; a page of SQLite's */
const PAGE = Buffer.alloc(4096, 1)

/** In words: what this disk takes for what workerd does before an event may be seen, to write a page and have it flushed. */
export async function diskFlush(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const file = await open(join(folder, 'pages'), 'w')
  const ms: number[] = []
  for (let times = 0; times < TIMES; times++) {
    const begin = performance.now()
    await file.write(PAGE)
    await file.datasync()
    ms.push(performance.now() - begin)
  }
  await file.close()
  await rm(folder, { recursive: true })
  const [p50, p95] = [0.5, 0.95].map((share) => `${quantile(ms, share).toFixed(2)} ms`)
  return `To write 4 KB to the disk and flush it took ${p50} (p95 ${p95}); each step of each session waits for one, in turn.`
}
