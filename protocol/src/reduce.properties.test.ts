import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type LoggedEvent, SessionEvent } from './event.ts'
import { Folding } from './Folding.ts'
import { reduce, reduceAll } from './reduce.ts'
import { emptyView, type SessionView } from './view.ts'
import { CLIP_MODELS, IMAGE_MODELS, STAGES } from './vocabulary.ts'

// Few ids, slots and tools, so that events meet each other.
const uuid = fc.nat(3).map((n) => `00000000-0000-4000-8000-00000000000${n}`)
const id = (prefix: string) => uuid.map((one) => `${prefix}_${one}`)
const at = fc.constant('2026-11-22T12:00:00.000Z')
const slot = fc.constantFrom('hero', 'frame_1', 'clip_1')
const stage = fc.constantFrom(...STAGES)
const text = fc.string({ maxLength: 4, unit: 'grapheme' })
const tool = { type: fc.constant('system'), toolUseId: fc.constantFrom('t1', 't2') }
const messageType = fc.constantFrom('text', 'thinking')

const asset = fc.record({
  id: id('out'),
  sessionId: uuid,
  slot: fc.option(slot),
  version: fc.integer({ min: 1, max: 3 }),
  role: fc.constant(null),
  fileName: fc.constant('a.png'),
  contentType: fc.constant('image/png'),
  bytes: fc.constant(1),
  sha256: fc.constant('a'.repeat(64)),
  width: fc.constant(3),
  height: fc.constant(2),
  durationSeconds: fc.constant(null),
  thumbhash: fc.constant(null),
  hasPreview: fc.constant(false),
  madeFrom: fc.array(id('out'), { maxLength: 2 }),
  jobId: fc.constant(null),
  createdAt: at,
})

const checkpoint = fc.record({
  id: id('cp'),
  stage,
  state: fc.constantFrom('pending', 'approved'),
  turnId: id('turn'),
  assetIds: fc.constant([]),
  note: fc.constant(null),
  createdAt: at,
  decidedAt: fc.constant(null),
})

const delta = fc.record({ type: fc.constant('text_delta'), text })
const progress = fc.record(
  {
    type: fc.constant('progress'),
    slot,
    stage,
    fraction: fc.constantFrom(0, 0.5, 1),
    state: fc.constantFrom('failed', 'cancelled'),
    message: text,
  },
  { requiredKeys: ['type', 'slot', 'stage'] },
)

/** Any event of any kind after any other: also orders that no shoot has. */
const event = fc
  .oneof(
    fc.record({ type: fc.constant('session_init'), sessionId: uuid, turnId: id('turn') }),
    fc.record({ type: fc.constant('user_message'), turnId: id('turn'), text, at }),
    fc.record(
      { type: fc.constant('status'), message: text, resumes: fc.constant(true) },
      { requiredKeys: ['type', 'message'] },
    ),
    fc.record({ type: fc.constant('title'), title: text }),
    fc.record({
      type: fc.constant('models'),
      imageModel: fc.constantFrom(...IMAGE_MODELS),
      clipModel: fc.constantFrom(...CLIP_MODELS),
    }),
    fc.record({ type: fc.constant('message_type_hint'), messageType }),
    { arbitrary: delta, weight: 6 },
    fc.record({ type: fc.constant('assistant_message'), text, messageType }, { requiredKeys: ['type', 'text'] }),
    { arbitrary: progress, weight: 4 },
    fc.record(
      { type: fc.constant('asset'), asset, becomesActive: fc.constant(false) },
      { requiredKeys: ['type', 'asset'] },
    ),
    fc.record({ type: fc.constant('preview'), assetId: id('out'), thumbhash: fc.constant('A'.repeat(28)) }),
    fc.record({ type: fc.constant('active_version'), slot, assetId: id('out') }),
    fc.record({ type: fc.constant('checkpoint'), checkpoint }),
    fc.record({
      type: fc.constant('cost'),
      item: slot,
      usd: fc.constant(1),
      turnUsd: fc.constant(1),
      sessionUsd: fc.nat(9),
    }),
    fc.record({ type: fc.constant('error'), code: text, message: text, hint: text, retryable: fc.boolean() }),
    fc.record({ type: fc.constant('complete'), awaitingInput: fc.boolean() }),
    fc.record({ ...tool, subtype: fc.constant('tool_call'), tool: text, at }),
    fc.record(
      {
        ...tool,
        subtype: fc.constant('tool_result'),
        ok: fc.boolean(),
        durationMs: fc.nat(9),
        cutShort: fc.constantFrom('stopped', 'interrupted'),
      },
      { requiredKeys: ['type', 'subtype', 'toolUseId', 'ok', 'durationMs'] },
    ),
  )
  .map((one) => SessionEvent.parse(one))

const log = fc
  .array(event, { maxLength: 40 })
  .map((events) => events.map((one, index): LoggedEvent => ({ seq: index + 1, event: one })))

const viewOf = (events: LoggedEvent[], from: SessionView = emptyView) => events.reduce(reduce, from)

it('comes to the same view however the log is split, and whatever of it is sent again', () => {
  const resends = fc.array(fc.record({ back: fc.nat(10), length: fc.nat(10) }))
  fc.assert(
    fc.property(log, resends, (events, sent) => {
      let view = emptyView
      // Each delivery begins somewhere in what is known already, or right behind it, and may end before that.
      for (const { back, length } of sent) {
        const from = Math.max(0, view.lastSeq - back)
        view = viewOf(events.slice(from, from + length), view)
      }
      expect(viewOf(events.slice(view.lastSeq), view)).toEqual(viewOf(events))
    }),
  )
})

it('changes nothing in a view that somebody holds, and makes the same of many events as of each in turn', () => {
  fc.assert(
    fc.property(log, fc.nat(40), (events, cut) => {
      const held = viewOf(events.slice(0, cut))
      const text = JSON.stringify(held)
      const whole = reduceAll(events, held)
      expect(JSON.stringify(held)).toBe(text)
      expect(whole).toEqual(viewOf(events))
      const again = JSON.stringify(whole)
      reduceAll(
        events.map(({ seq, event: one }) => ({ seq: seq + events.length, event: one })),
        whole,
      )
      expect(JSON.stringify(whole)).toBe(again)
    }),
  )
})

/** A log that folds, as the Session object keeps it. */
class FoldingLog {
  readonly #folding = new Folding()
  #rows: (LoggedEvent & { foldedBy: number })[] = []
  lastSeq = 0

  append(entry: LoggedEvent): void {
    if (entry.event.type === 'session_init') this.#rows = this.#rows.filter(({ foldedBy }) => foldedBy === Infinity)
    this.#rows.push({ ...entry, foldedBy: Infinity })
    this.lastSeq = entry.seq
    const folded = this.#folding.next(entry)
    if (folded === null) return
    for (const row of this.#rows) {
      const isMeant = row.seq >= folded.from && row.seq <= folded.to && folded.types.includes(row.event.type)
      if (isMeant) row.foldedBy = Math.min(row.foldedBy, entry.seq)
    }
  }

  /** What a listener who came at number `since` is sent after number `after`. */
  read(after: number, since: number, limit: number): LoggedEvent[] {
    return this.#rows.filter(({ seq, foldedBy }) => seq > after && foldedBy > since).slice(0, limit)
  }
}

it('comes to the same view for whoever comes, goes and comes again while the log is folded', () => {
  const step = fc.oneof(
    { arbitrary: fc.constant('append' as const), weight: 3 },
    fc.constant('reconnect' as const),
    fc.integer({ min: 1, max: 8 }),
  )
  fc.assert(
    fc.property(log, fc.array(step, { maxLength: 80 }), (events, steps) => {
      const folding = new FoldingLog()
      const coming = [...events]
      let view = emptyView
      let since = 0
      for (const one of [...steps, ...coming.map(() => 'append' as const)]) {
        if (one === 'append') {
          const next = coming.shift()
          if (next !== undefined) folding.append(next)
        } else if (one === 'reconnect') since = folding.lastSeq
        else view = viewOf(folding.read(view.lastSeq, since, one), view)
      }
      view = viewOf(folding.read(view.lastSeq, since, Infinity), view)
      const whole = viewOf(events)
      expect(view).toEqual(whole)
      expect(viewOf(folding.read(0, folding.lastSeq, Infinity))).toEqual(whole)
    }),
    { numRuns: 500 },
  )
})
