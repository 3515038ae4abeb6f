import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Decision,
  type LoggedEvent,
  pendingCheckpoint,
  type Role,
  readReceivedEvent,
  reduceAll,
  type SessionSummary,
  type Stage,
  UploadAnswer,
} from '../../protocol/src/index.ts'
import { SAMPLE_LINE } from '../../studio/src/start/sampleLine.ts'

/** The photos that the page itself sends for a shoot on the sample photos. */
const SAMPLES = join(import.meta.dirname, '../../studio/public/samples')
const ROLES: Role[] = ['model', 'garment']
const TITLE = 'Emerald jacket on studio grey'

/** What the person says at each stop: a change, then that it is good; nothing for what is good at once. */
const CHANGES: Partial<Record<Stage, string>> = {
  hero: 'Softer light, please.',
  frames: 'Redo 4: brighter.',
}

/** A shoot as it was, with its log whole. */
export type Shot = { session: SessionSummary; log: LoggedEvent[] }

/**
 * Makes one shoot on the sample photos with the product that answers at an address, as a person would: stage by stage, with a change here and
 * there.
 * @throws when it says no, or a stage does not come to its end
 */
export async function shootSample(url: string, say: (words: string) => void): Promise<Shot> {
  const { id } = await ask<SessionSummary>(`${url}/api/sessions`, json({ options: {} }))
  const shoot = `${url}/api/sessions/${id}`
  await ask(`${shoot}/turns`, json({ prompt: SAMPLE_LINE, references: await upload(url) }))
  await ask(shoot, { ...json({ title: TITLE }), method: 'PATCH' })
  const changed = new Set<Stage>()
  for (;;) {
    const log = await readLog(shoot)
    const waiting = pendingCheckpoint(reduceAll(log))
    if (waiting === undefined) {
      if (reduceAll(log).slots.film === undefined) throw new Error(`There is no film: ${JSON.stringify(log.slice(-5))}`)
      return { session: (await ask<{ session: SessionSummary }>(shoot)).session, log }
    }
    const note = changed.has(waiting.stage) ? undefined : CHANGES[waiting.stage]
    changed.add(waiting.stage)
    say(`${waiting.stage}: ${note ?? 'approved'}`)
    const decision: Decision = note === undefined ? 'approve' : 'revise'
    await ask(`${shoot}/checkpoints/${waiting.id}`, json({ decision, ...(note && { note }) }))
  }
}

async function upload(url: string): Promise<string[]> {
  const form = new FormData()
  for (const role of ROLES) {
    form.append('files', new File([await readFile(join(SAMPLES, `${role}.webp`))], `${role}.webp`))
    form.append('roles', role)
  }
  const answer = await ask(`${url}/api/upload`, { method: 'POST', body: form })
  return UploadAnswer.parse(answer).assets.map(({ id }) => id)
}

/** The log of a shoot, once its turn is over; what has been said whole is in it once, without the pieces that it came in. */
async function readLog(shoot: string): Promise<LoggedEvent[]> {
  for (;;) {
    const { session, view } = await ask<{ session: SessionSummary; view: { lastSeq: number } }>(shoot)
    if (!session.running) return await readEvents(`${shoot}/events`, view.lastSeq)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

/** The events up to a number. */
async function readEvents(url: string, last: number): Promise<LoggedEvent[]> {
  const leave = new AbortController()
  const answer = await fetch(url, { signal: leave.signal })
  if (!answer.ok || answer.body === null) throw new Error(`${answer.status} from ${url}`)
  const events: LoggedEvent[] = []
  let text = ''
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const [, id, data = ''] = /^id: (\d+)\ndata: (.*)$/.exec(message) ?? []
      const received = readReceivedEvent(id, data)
      if (received?.event != null) events.push({ seq: received.seq, event: received.event })
      if (received?.seq === last) {
        leave.abort()
        return events
      }
    }
  }
  throw new Error(`${url} ended before event ${last}.`)
}

async function ask<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init)
  if (!answer.ok) throw new Error(`${answer.status} from ${url}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
