import { setTimeout as sleep } from 'node:timers/promises'
import { processTreeBytes } from '../shared/processTreeBytes.ts'
import { table } from '../shared/report.ts'
import type { Bench } from './Bench.ts'
import { endsTurn, followStream, openStream } from './followStream.ts'
import { createSession, say } from './studioCalls.ts'

const LISTENERS = 200
const LINES = 50_000
/** After so many times as many, workerd's memory is looked at: its heap grows to its working size first, and stays there. */
const LOOKS = [1, 2, 4, 8, 12]

/** Memory of the workerd process: fresh, with idle listeners, and after ever more events. */
export async function memory(bench: Bench): Promise<string> {
  await bench.restart()
  const { url, pid } = bench.studio
  const rows: string[][] = []
  const note = async (what: string) => {
    await sleep(2000)
    rows.push([what, `${((await processTreeBytes(pid)) ?? 0) >> 20} MB`])
  }
  const id = await createSession(url)
  await openStream(`${url}/api/sessions/${id}/events`)
  await note('one listener')
  const idle = await Promise.all(
    Array.from({ length: LISTENERS }, () => openStream(`${url}/api/sessions/${id}/events`)),
  )
  await note(`and ${LISTENERS} that are idle`)
  for (const { response } of idle) response.destroy()
  const busy = await createSession(url)
  let after = 0
  for (let times = 1; times <= Math.max(...LOOKS); times++) {
    process.stderr.write(`memory: ${times} × ${LINES} events\n`)
    await say(url, busy, { kind: 'progress', lines: LINES })
    after = (await followStream(`${url}/api/sessions/${busy}/events?after=${after}`, endsTurn)).lastSeq
    if (LOOKS.includes(times)) await note(`without them, after ${times * LINES} events of another session`)
  }
  return table([['memory of workerd', ''], ...rows])
}
