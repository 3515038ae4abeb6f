import { table } from '../shared/report.ts'
import type { Bench } from './Bench.ts'
import { diskFlush } from './diskFlush.ts'
import type { Emission } from './Emission.ts'
import { endsTurn, type Followed, followStream } from './followStream.ts'
import { quantile } from './quantile.ts'
import { createSession, say } from './studioCalls.ts'

const SESSIONS = [1, 20, 100]
const PACE = { kind: 'paced', perSecond: 100, seconds: 10 } satisfies Emission
/** Tokens of each session that are not counted: everybody begins at once. */
const WARM_UP = 2 * PACE.perSecond
const TOKENS = PACE.perSecond * PACE.seconds - WARM_UP

/** What no change of ours moves: said beside the figures that it explains. */
const LIMIT =
  'On one machine workerd runs all sessions in one thread; on Cloudflare each has its own. What it cannot take in time waits in the host’s journal, which is a file.'

/** From a line that the runner writes to its listener, with several sessions at once, over the studio and over the floor. */
export async function latency({ studio, inMemory, relay }: Bench): Promise<string> {
  const rows: string[][] = []
  for (const count of SESSIONS) {
    const ways: Record<string, () => Promise<Followed>> = {
      studio: () => throughStudio(studio.url),
      ...(inMemory && { 'studio, state in memory': () => throughStudio(inMemory.url) }),
      'plain Node server': () => followStream(relay.url, endsTurn, PACE),
    }
    for (const [name, follow] of Object.entries(ways)) {
      process.stderr.write(`latency: ${count} sessions through the ${name}\n`)
      const all = await Promise.all(Array.from({ length: count }, follow))
      const delays = all.flatMap((one) => one.delays.slice(WARM_UP))
      if (delays.length !== count * TOKENS) throw new Error(`${delays.length} of ${count * TOKENS} tokens came.`)
      const shares = [0.5, 0.95, 0.99].map((share) => `${quantile(delays, share).toFixed(1)} ms`)
      rows.push([String(count), name, ...shares])
    }
  }
  const head = ['sessions', 'runner line → client through', 'p50', 'p95', 'p99']
  return `${table([head, ...rows])}\n\n${await diskFlush()} ${LIMIT}`
}

async function throughStudio(url: string): Promise<Followed> {
  const id = await createSession(url)
  await say(url, id, PACE)
  return await followStream(`${url}/api/sessions/${id}/events`, endsTurn)
}
