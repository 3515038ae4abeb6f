import { isLastLine, type RunnerLine, StartTurn } from '@fashion-shoot/protocol'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'

/** What the host does in a turn: writes lines, and calls the gateway as the container would. */
export type Script = (turn: StartTurn, say: (line: RunnerLine) => void) => Promise<void>

export type ScriptedHost = {
  url: string
  token: string
  turns: StartTurn[]
  cancelled: string[]
  /** Turns whose lines were asked for, once for each time. */
  followed: string[]
  removed: string[]
  /** What it says that it has folders of; with null it fails when asked. */
  folders: string[] | null
  /** The script of the turns to come. */
  script: Script
  /** True to take a stop and do nothing about it, and to refuse removals. */
  isDeaf: boolean
  /** A stop, or a removal, is answered once this resolves. */
  stopAnswer: Promise<void>
  /** Cuts every stream of lines that is open now. */
  cutStreams(): void
  /** Loses all journals, as a host does that begins with an empty folder, and cuts the streams. */
  forget(): void
  close(): Promise<void>
}

/**
 * An agent host for the Worker's tests: speaks the host's HTTP interface (protocol/src/host.ts) with a journal as the real one
 * does, while a function of the test stands in for the director.
 */
export async function startScriptedHost(): Promise<ScriptedHost> {
  const token = 'host-token'
  const journals = new Map<string, Journal>()
  const open = new Set<() => void>()
  const host: Omit<ScriptedHost, 'url' | 'close'> = {
    token,
    turns: [],
    cancelled: [],
    followed: [],
    removed: [],
    folders: [],
    script: async (_, say) => say({ t: 'done', end: 'completed' }),
    isDeaf: false,
    stopAnswer: Promise.resolve(),
    cutStreams: () => {
      for (const cut of open) cut()
    },
    forget: () => {
      journals.clear()
      for (const cut of open) cut()
    },
  }
  const app = new Hono()
    .get('/health', (c) => c.json({ ok: true, version: '0', runners: 0 }))
    .use(async (c, next) => (c.req.header('authorization') === `Bearer ${token}` ? next() : c.text('no', 401)))
    .post('/turns', async (c) => {
      const turn = StartTurn.parse(await c.req.json())
      const key = `${turn.turnId}.${turn.attempt}`
      if (journals.has(key)) return c.json({ turnId: turn.turnId }, 200)
      const journal = new Journal()
      journals.set(key, journal)
      journal.beat()
      host.turns.push(turn)
      void host.script(turn, (line) => journal.write(line))
      return c.json({ turnId: turn.turnId }, 202)
    })
    .get('/turns/:id/lines', (c) => {
      const journal = journals.get(`${c.req.param('id')}.${c.req.query('attempt')}`)
      host.followed.push(c.req.param('id'))
      if (journal === undefined) return c.text('unknown', 404)
      return stream(c, async (out) => {
        const cut = Promise.withResolvers<'cut'>()
        open.add(() => cut.resolve('cut'))
        for (let after = Number(c.req.query('after')); ; ) {
          const lines = await Promise.race([journal.after(after), cut.promise])
          if (lines === 'cut') return
          // All that is there at once, as one reads a file.
          await out.write(lines.map((line, index) => `${JSON.stringify({ n: after + index + 1, line })}\n`).join(''))
          if (lines.some(isLastLine)) return
          after += lines.length
        }
      })
    })
    .post('/turns/:id/cancel', async (c) => {
      host.cancelled.push(c.req.param('id'))
      await host.stopAnswer
      if (host.isDeaf) return c.body(null, 202)
      for (const [key, journal] of journals)
        if (key.startsWith(c.req.param('id'))) journal.write({ t: 'done', end: 'interrupted' })
      return c.body(null, 202)
    })
    .get('/sessions', (c) => (host.folders === null ? c.text('broken', 500) : c.json({ sessions: host.folders })))
    .delete('/sessions/:id', async (c) => {
      await host.stopAnswer
      if (host.isDeaf) return c.text('deaf', 500)
      host.removed.push(c.req.param('id'))
      return c.body(null, 204)
    })
  const { promise: ready, resolve } = Promise.withResolvers<number>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))
  const url = `http://127.0.0.1:${await ready}`
  return Object.assign(host, {
    url,
    close: async () => {
      host.cutStreams()
      await new Promise((closed) => server.close(closed))
    },
  })
}

const BEAT_MS = 5000

/** A turn's lines up to its last one; asking for those that are not there yet waits for them. */
class Journal {
  readonly #lines: RunnerLine[] = []
  #written = Promise.withResolvers<void>()

  write(line: RunnerLine): void {
    if (this.#isOver) return
    this.#lines.push(line)
    this.#written.resolve()
    this.#written = Promise.withResolvers()
  }

  /** Gives the signs of life that a runner gives, until the last line. */
  beat(): void {
    const timer = setInterval(() => {
      if (this.#isOver) clearInterval(timer)
      else this.write({ t: 'beat', step: 'job', quietMs: 0 })
    }, BEAT_MS)
    timer.unref()
  }

  get #isOver(): boolean {
    const last = this.#lines.at(-1)
    return last !== undefined && isLastLine(last)
  }

  /** All lines after number `after`, of which there is at least one. */
  async after(after: number): Promise<RunnerLine[]> {
    while (this.#lines.length <= after) await this.#written.promise
    return this.#lines.slice(after)
  }
}
