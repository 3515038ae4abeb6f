import type { JournalLine, RunnerLine } from '@fashion-shoot/protocol'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStorage } from '../../../test/openStorage.ts'
import type { HostDriver } from '../../sandbox/HostDriver.ts'
import { followAttempt, type Outcome } from './TurnAttempt.ts'
import { TurnBook } from './TurnBook.ts'

// The whole of it is waiting: the clock is the test's, and what answers is a host's HTTP interface in this process.

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('scheduler', { wait: (ms: number) => new Promise((next) => setTimeout(next, ms)) })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const TOKEN: RunnerLine = { t: 'token', d: 'on' }
const DONE: RunnerLine = { t: 'done', end: 'completed' }
const REFUSED = 'refused'

/** Follows a turn with a host that answers each request for the journal's lines with the next of these; the last one for good. */
function follow(...answers: (RunnerLine[] | typeof REFUSED)[]) {
  const book = new TurnBook(openStorage().sql)
  book.begin('turn_1', 'go', 0)
  const journal: JournalLine[] = []
  /** After which line it was asked. */
  const asked: number[] = []
  const driver: HostDriver = {
    gatewayUrl: '',
    ready: async () => {},
    remove: async () => {},
    fetch: async (path) => {
      if (path === '/turns') return Response.json({})
      const after = Number(new URL(path, 'http://host').searchParams.get('after'))
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? REFUSED
      asked.push(after)
      if (answer === REFUSED) throw new Error('connection refused')
      for (const line of answer) journal.push({ n: journal.length + 1, line })
      const said = journal.slice(after).map((line) => `${JSON.stringify(line)}\n`)
      // Open for ever, as a runner's is that says nothing more.
      const body = new ReadableStream({
        start: (controller) => {
          if (said.length > 0) controller.enqueue(new TextEncoder().encode(said.join('')))
        },
      })
      return new Response(body)
    },
  }
  const outcome: { is?: Outcome; error?: unknown } = {}
  const following = followAttempt(book.read('turn_1'), {
    signal: new AbortController().signal,
    sessionId: '',
    model: '',
    effort: undefined,
    book,
    driver,
    waiting: { say: () => {}, isWanted: () => true },
    gatewayToken: () => '',
    record: (lines) => {
      book.heardUpTo('turn_1', lines.at(-1)?.n ?? 0)
      return lines.some(({ line }) => line.t === 'done') ? 'over' : null
    },
    stored: async () => {},
    unreached: () => {},
  })
  following.then(
    (is) => {
      outcome.is = is
    },
    (error: unknown) => {
      outcome.error = error
    },
  )
  return { asked, outcome }
}

it('asks a host for almost a minute that is away, and goes on when it is back', async () => {
  const refusals = Array.from({ length: 17 }, () => REFUSED as typeof REFUSED)
  const { asked, outcome } = follow([TOKEN], ...refusals, [DONE])
  await vi.advanceTimersByTimeAsync(30_000 + 58_000)
  expect(outcome).toEqual({ is: 'over' })
  expect(asked.at(-1)).toBe(1)
})

it('gives a host up that stays away', async () => {
  const { asked, outcome } = follow(REFUSED)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(outcome).toEqual({})
  await vi.advanceTimersByTimeAsync(5000)
  expect(outcome.error).toMatchObject({ name: 'AgentHostError' })
  expect(asked.length).toBeLessThan(30)
})

it('takes a silence for the stream’s, and reads the journal anew', async () => {
  const { asked, outcome } = follow([TOKEN], [DONE])
  await vi.advanceTimersByTimeAsync(31_000)
  expect(outcome).toEqual({ is: 'over' })
  expect(asked).toEqual([0, 1])
})

it('takes a silence for the director’s that goes on when the journal is read anew', async () => {
  const { asked, outcome } = follow([TOKEN], [], [DONE])
  await vi.advanceTimersByTimeAsync(59_000)
  expect(outcome).toEqual({})
  await vi.advanceTimersByTimeAsync(2000)
  expect(outcome.is).toMatchObject({ code: 'host_silent' })
  expect(asked).toHaveLength(2)
})

it('counts no two silences together between which something was said', async () => {
  const { asked, outcome } = follow([TOKEN], [TOKEN], [TOKEN], [DONE])
  await vi.advanceTimersByTimeAsync(95_000)
  expect(outcome).toEqual({ is: 'over' })
  expect(asked).toEqual([0, 1, 2, 3])
})
