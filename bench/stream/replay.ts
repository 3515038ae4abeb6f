import { median } from '../shared/median.ts'
import { table } from '../shared/report.ts'
import type { Bench } from './Bench.ts'
import type { Emission } from './Emission.ts'
import { endsTurn, followStream } from './followStream.ts'
import { createSession, say } from './studioCalls.ts'

const LINES = 50_000
const TIMES = 5
const KINDS = { 'a director at work': 'working', 'calls of tools alone, of which nothing folds': 'tools' } as const

/** How fast a long log is taken in, how fast a Session object that has slept makes its view of it, and how fast it is sent. */
export async function replay(bench: Bench): Promise<string> {
  const rows: string[][] = []
  const empty = await createSession(bench.studio.url)
  for (const [name, kind] of Object.entries(KINDS)) {
    process.stderr.write(`replay: ${name}\n`)
    const { url } = bench.studio
    const id = await createSession(url)
    const emission: Emission = { kind, lines: LINES }
    const begin = performance.now()
    await say(url, id, emission)
    const live = await followStream(`${url}/api/sessions/${id}/events`, endsTurn)
    const written = performance.now() - begin
    const opened: number[] = []
    const sent: number[] = []
    let late = 0
    for (let time = 0; time < TIMES; time++) {
      await bench.restart()
      // The process has to be warm, and only this object cold.
      await describe(bench.studio.url, empty)
      opened.push(await describe(bench.studio.url, id))
      const from = performance.now()
      late = (await followStream(`${bench.studio.url}/api/sessions/${id}/events`, endsTurn)).events
      sent.push(performance.now() - from)
    }
    rows.push([
      name,
      String(live.events),
      `${seconds(written)} (${Math.round(LINES / (written / 1000))}/s)`,
      seconds(median(opened)),
      String(late),
      seconds(median(sent)),
    ])
  }
  const head = [
    'log of 50,000 lines',
    'events',
    'from first line to last event',
    'opened',
    'events for who comes late',
    'sent',
  ]
  return table([head, ...rows])
}

/** Asks for a session's view, and returns how long that took, ms. */
async function describe(url: string, id: string): Promise<number> {
  const begin = performance.now()
  const response = await fetch(`${url}/api/sessions/${id}`)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`The session answered ${response.status}.`)
  return performance.now() - begin
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
