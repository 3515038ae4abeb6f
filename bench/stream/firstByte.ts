import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import type { Bench } from './Bench.ts'
import type { Emission } from './Emission.ts'
import { openStream } from './followStream.ts'
import { quantile } from './quantile.ts'
import { createSession } from './studioCalls.ts'

const TIMES = 40
const NOTHING: Emission = { kind: 'tools', lines: 0 }

/** From a POST that starts a turn to the first byte of its stream. */
export async function firstByte({ studio, inMemory, relay }: Bench): Promise<string> {
  const prompt = JSON.stringify(NOTHING)
  const ways: [string, () => Promise<number>][] = [
    ...(await throughStudio('studio', studio.url, prompt)),
    ...(inMemory === null ? [] : await throughStudio('studio, state in memory', inMemory.url, prompt)),
    ['plain Node server', () => post(relay.url, NOTHING)],
  ]
  const measured = ways.map(([name, ask]) => ({ name, ask, ms: [] as number[] }))
  // The first of each warms up.
  for (let round = 0; round <= TIMES; round++) {
    for (const { ask, ms } of measured) {
      const one = await ask()
      if (round > 0) ms.push(one)
    }
  }
  return table([
    ['POST → first byte', 'p50', 'p95'],
    ...measured.map(({ name, ms }) => [name, format(median(ms)), format(quantile(ms, 0.95))]),
  ])
}

async function throughStudio(name: string, url: string, prompt: string): Promise<[string, () => Promise<number>][]> {
  const sessionId = await createSession(url)
  return [
    [`${name}: first turn of a new session`, () => post(`${url}/api/generate`, { prompt })],
    [`${name}: next turn of a session`, () => post(`${url}/api/generate`, { prompt, sessionId })],
  ]
}

async function post(url: string, body: unknown): Promise<number> {
  const { firstByteMs, response } = await openStream(url, body)
  // To its end, or the next would meet what is left of it.
  for await (const _ of response.resume());
  return firstByteMs
}

function format(ms: number): string {
  return `${ms.toFixed(1)} ms`
}
