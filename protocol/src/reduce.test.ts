import { describe, expect, it } from 'vitest'
import type { Asset } from './asset.ts'
import { LoggedEvent, type SessionEvent } from './event.ts'
import { reduce, reduceAll } from './reduce.ts'
import { isStale, staleSlots } from './staleReason.ts'
import { activeAsset, emptyView, pendingCheckpoint } from './view.ts'
import type { Slot } from './vocabulary.ts'

const SESSION = '7e57d004-2b97-4e7a-b45f-5387367791cd'
const id = (prefix: string, n: number) => `${prefix}_00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const turnId = id('turn', 1)

function asset(n: number, slot: Slot | null, version = 1, madeFrom: number[] = []): Asset {
  return {
    id: id('out', n),
    sessionId: SESSION,
    slot,
    version,
    role: null,
    fileName: 'a.png',
    contentType: 'image/png',
    bytes: 1,
    sha256: 'a'.repeat(64),
    width: 3,
    height: 2,
    durationSeconds: null,
    thumbhash: null,
    hasPreview: false,
    madeFrom: madeFrom.map((one) => id('out', one)),
    jobId: null,
    createdAt: '2026-11-22T12:00:00.000Z',
  }
}

const checkpoint = (state: 'pending' | 'approved') => ({
  id: id('cp', 1),
  stage: 'hero' as const,
  state,
  turnId,
  assetIds: [],
  note: null,
  createdAt: '2026-11-22T12:00:00.000Z',
  decidedAt: null,
  nextUsd: null,
})

const log = (...events: SessionEvent[]): LoggedEvent[] => events.map((event, index) => ({ seq: index + 1, event }))
const view = (events: LoggedEvent[]) => events.reduce(reduce, emptyView)
const made = (...assets: Asset[]) => view(log(...assets.map((one) => ({ type: 'asset' as const, asset: one }))))

describe('reduce', () => {
  const turn = log(
    { type: 'session_init', sessionId: SESSION, turnId },
    { type: 'user_message', turnId, text: 'street', at: '2026-11-22T12:00:00.000Z' },
    { type: 'status', message: 'Calling the director…' },
    { type: 'message_type_hint', messageType: 'thinking' },
    { type: 'text_delta', text: 'Hm' },
    { type: 'assistant_message', text: 'Hm.', messageType: 'thinking' },
    { type: 'text_delta', text: 'A ' },
    { type: 'text_delta', text: 'street.\n' },
    { type: 'assistant_message', text: 'A street.\n' },
    { type: 'system', subtype: 'tool_call', tool: 'generate_hero', toolUseId: 't1' },
    { type: 'progress', slot: 'hero', stage: 'hero', fraction: 0.4 },
    { type: 'asset', asset: asset(1, 'hero') },
    { type: 'checkpoint', checkpoint: checkpoint('pending') },
    { type: 'system', subtype: 'tool_result', toolUseId: 't1', ok: true, durationMs: 12 },
    { type: 'cost', item: 'hero', usd: 0.15, turnUsd: 0.15, sessionUsd: 0.15 },
    { type: 'complete', awaitingInput: true },
  )

  it('shows a turn as it happened', () => {
    const shown = view(turn)
    expect(shown.conversation).toEqual([
      { kind: 'person', text: 'street', at: '2026-11-22T12:00:00.000Z' },
      { kind: 'director', messageType: 'thinking', text: 'Hm.', streaming: false },
      { kind: 'director', messageType: 'text', text: 'A street.\n', streaming: false },
      { kind: 'tool', toolUseId: 't1', tool: 'generate_hero', state: 'ok', durationMs: 12 },
      { kind: 'checkpoint', checkpointId: id('cp', 1) },
    ])
    expect(shown).toMatchObject({ running: false, status: null, spend: { turnUsd: 0.15 }, lastSeq: turn.length })
    expect(shown.slots.hero).toEqual({ activeId: id('out', 1), versions: [id('out', 1)] })
    expect(pendingCheckpoint(shown)?.stage).toBe('hero')
  })

  it('comes to the same view whatever is sent again, and wherever the stream is cut', () => {
    const whole = view(turn)
    for (let cut = 0; cut <= turn.length; cut++) {
      const resent = [...turn.slice(0, cut), ...turn.slice(Math.max(0, cut - 4))]
      expect(view(resent)).toEqual(whole)
    }
  })

  it('comes to the same view from a log whose finished messages are folded', () => {
    const folded = turn.filter(({ event }) => event.type !== 'text_delta' && event.type !== 'message_type_hint')
    expect(view(folded)).toEqual(view(turn))
  })

  it('books what a job costs to the tool that runs, and what is given back to the one that has paid', () => {
    const called = (toolUseId: string) => ({ type: 'system', subtype: 'tool_call', tool: 'edit', toolUseId }) as const
    const ended = { type: 'system', subtype: 'tool_result', toolUseId: 't1', ok: true, durationMs: 1 } as const
    const cost = (item: 'model' | Slot, usd: number) =>
      ({ type: 'cost', item, usd, turnUsd: 1, sessionUsd: 1 }) as const
    const shown = view(
      log(
        called('t1'),
        cost('frame_1', 0.5),
        cost('frame_2', 0.5),
        cost('model', 0.1),
        ended,
        called('t2'),
        cost('frame_2', -0.5),
      ),
    )
    expect(shown.conversation).toMatchObject([{ usd: 0.5 }, { toolUseId: 't2' }])
    expect(shown.conversation[1]).not.toHaveProperty('usd')
  })

  it('drops a message that was cut off and starts again', () => {
    const shown = view(
      log(
        { type: 'text_delta', text: 'Good mor' },
        { type: 'message_type_hint', messageType: 'text' },
        { type: 'text_delta', text: 'Good morning.' },
        { type: 'assistant_message', text: 'Good morning.' },
      ),
    )
    expect(shown.conversation).toMatchObject([{ text: 'Good morning.', streaming: false }])
  })

  it('keeps what was half said when the turn ends, and no empty message', () => {
    const half = log({ type: 'text_delta', text: 'Half a' }, { type: 'complete', awaitingInput: false })
    expect(view(half).conversation).toMatchObject([{ text: 'Half a', streaming: false, cutOff: true }])
    const none = log({ type: 'message_type_hint', messageType: 'thinking' }, { type: 'complete', awaitingInput: false })
    expect(view(none).conversation).toEqual([])
  })

  it('knows of a preview once it is there, and of none of an asset that is not', () => {
    const preview = (n: number) => ({ type: 'preview', assetId: id('out', n), thumbhash: 'A'.repeat(28) }) as const
    const shown = reduceAll([...turn, { seq: 90, event: preview(1) }, { seq: 91, event: preview(2) }])
    expect(shown.assets).toEqual({
      [id('out', 1)]: { ...asset(1, 'hero'), thumbhash: 'A'.repeat(28), hasPreview: true },
    })
  })

  it('says of a tool that came to nothing whether it failed by itself', () => {
    const call = (toolUseId: string) => ({ type: 'system', subtype: 'tool_call', tool: 'edit', toolUseId }) as const
    const over = { type: 'system', subtype: 'tool_result', ok: false, durationMs: 1 } as const
    const shown = view(
      log(
        call('failed'),
        call('stopped'),
        call('interrupted'),
        call('stopped before'),
        call('interrupted before'),
        call('never came back'),
        { ...over, toolUseId: 'failed', error: 'Stopped. In words only.' },
        { ...over, toolUseId: 'stopped', cutShort: 'stopped' },
        { ...over, toolUseId: 'interrupted', cutShort: 'interrupted' },
        { ...over, toolUseId: 'stopped before', error: 'Stopped.' },
        { ...over, toolUseId: 'interrupted before', error: 'Interrupted; it is taken up again.' },
        { type: 'status', message: 'Taken up again.', resumes: true },
        { type: 'complete', awaitingInput: false },
      ),
    )
    const ends = ['failed', 'stopped', 'interrupted', 'stopped', 'interrupted', 'stopped'].map((state) => ({
      kind: 'tool',
      state,
    }))
    expect(shown.conversation).toMatchObject([...ends, { kind: 'resumption' }])
  })

  it('keeps a version that came too late beside the one that counts', () => {
    const late: SessionEvent = { type: 'asset', asset: asset(7, 'hero', 2), becomesActive: false }
    const shown = reduce(view(turn), { seq: 90, event: late })
    expect(shown.slots.hero).toEqual({ activeId: id('out', 1), versions: [id('out', 1), id('out', 7)] })
  })

  it('updates a checkpoint in place, and shows why a slot failed until a version arrives', () => {
    const shown = view([
      ...turn,
      { seq: 90, event: { type: 'checkpoint', checkpoint: checkpoint('approved') } },
      { seq: 91, event: { type: 'progress', slot: 'clip_1', stage: 'clips', state: 'failed', message: 'Refused.' } },
    ])
    expect(pendingCheckpoint(shown)).toBeUndefined()
    expect(shown.conversation.filter(({ kind }) => kind === 'checkpoint')).toHaveLength(1)
    expect(shown.slots.clip_1).toMatchObject({ activeId: null, progress: { state: 'failed', message: 'Refused.' } })
    const arrived = reduce(shown, { seq: 92, event: { type: 'asset', asset: asset(9, 'clip_1') } })
    expect(arrived.slots.clip_1).toEqual({ activeId: id('out', 9), versions: [id('out', 9)] })
    const done = reduce(arrived, { seq: 93, event: { type: 'progress', slot: 'clip_1', stage: 'clips', fraction: 1 } })
    expect(done.slots).toEqual(arrived.slots)
  })
})

describe('isStale', () => {
  it('holds for all that was built on a version that no longer counts, until it counts again', () => {
    const sheet = asset(2, 'contact_sheet', 1, [1])
    const frame = asset(3, 'frame_1', 1, [2])
    const before = made(asset(1, 'hero'), sheet, frame)
    expect(isStale(before, frame)).toBe(false)
    const after = reduce(before, { seq: 10, event: { type: 'asset', asset: asset(4, 'hero', 2) } })
    expect([isStale(after, sheet), isStale(after, frame)]).toEqual([true, true])
    const undone = reduce(after, { seq: 11, event: { type: 'active_version', slot: 'hero', assetId: id('out', 1) } })
    expect([isStale(undone, sheet), isStale(undone, frame)]).toEqual([false, false])
  })

  it('does not hold for an edit because it replaced the version that it was made from', () => {
    const edit = asset(5, 'frame_1', 2, [3])
    const shown = made(asset(2, 'contact_sheet'), asset(3, 'frame_1', 1, [2]), edit)
    expect(activeAsset(shown, 'frame_1')).toEqual(edit)
    expect(isStale(shown, edit)).toBe(false)
  })

  it('goes through the whole chain, from a sheet to the film', () => {
    const chain = [asset(1, 'hero'), asset(2, 'contact_sheet', 1, [1]), asset(3, 'frame_1', 1, [2])]
    const film = [asset(4, 'frame_2', 1, [2]), asset(5, 'clip_1', 1, [3, 4]), asset(6, 'film', 1, [5])]
    const shown = made(...chain, ...film)
    expect(staleSlots(shown)).toEqual([])
    const newSheet = reduce(shown, { seq: 10, event: { type: 'asset', asset: asset(7, 'contact_sheet', 2, [1]) } })
    expect(staleSlots(newSheet)).toEqual(['frame_1', 'frame_2', 'clip_1', 'film'])
    const newFrame = reduce(shown, { seq: 10, event: { type: 'asset', asset: asset(7, 'frame_2', 2, [4]) } })
    expect(staleSlots(newFrame)).toEqual(['clip_1', 'film'])
    const newClip = reduce(newFrame, { seq: 11, event: { type: 'asset', asset: asset(8, 'clip_1', 2, [3, 7]) } })
    expect(staleSlots(newClip)).toEqual(['film'])
  })
})

describe('a plan', () => {
  const request = { kind: 'image', slot: 'hero', prompt: 'Dusk.', inputs: [], aspectRatio: '3:2', resolution: '2K' }
  const order = {
    request,
    model: 'nano-banana-pro',
    priceUsd: 0.15,
    variants: [{ aspectRatio: '3:2', resolution: '2K', priceUsd: 0.15 }],
  }
  const plan = { orders: [order], totalUsd: 0.15, approvedIn: null }
  const waiting = (seq: number, more: object) =>
    LoggedEvent.parse({ seq, event: { type: 'checkpoint', checkpoint: { ...checkpoint('pending'), ...more } } })

  it('waits like any checkpoint, and a log from before there were any reads as it did', () => {
    expect(pendingCheckpoint(reduce(emptyView, waiting(1, {})))).not.toHaveProperty('plan')
    const view = reduce(emptyView, waiting(1, { plan }))
    expect(pendingCheckpoint(view)?.plan).toEqual(plan)
    const decided = { state: 'approved', plan: { ...plan, approvedIn: id('turn', 1) } }
    expect(reduce(view, waiting(2, decided)).checkpoints).toMatchObject([decided])
  })
})
