import type { Asset } from './asset.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { LoggedEvent, MessageType, SessionEvent } from './event.ts'
import { roundUsd } from './roundUsd.ts'
import type { Progress } from './runnerLine.ts'
import { type ConversationItem, emptyView, type SessionView, type SlotView } from './view.ts'
import type { Slot } from './vocabulary.ts'

/**
 * The view after one more event: pure, and deaf to repetition: an event whose number has been seen changes nothing. So any
 * way of splitting or re-sending the log leads to the same view.
 */
export function reduce(view: SessionView, event: LoggedEvent): SessionView {
  return reduceAll([event], view)
}

/** The view after many events, as `reduce` would make it of one after the other, in time that grows only with their number. */
export function reduceAll(events: Iterable<LoggedEvent>, from: SessionView = emptyView): SessionView {
  const owned: Owned = new WeakSet()
  let view = from
  for (const { seq, event } of events) if (seq > view.lastSeq) view = { ...apply(view, event, owned), lastSeq: seq }
  return view
}

/** Conversations that were copied for views which nobody has seen yet, so that they may be changed in place. */
type Owned = WeakSet<ConversationItem[]>

function apply(view: SessionView, event: SessionEvent, owned: Owned): SessionView {
  switch (event.type) {
    case 'session_init':
      return { ...view, sessionId: event.sessionId, running: true, spend: { ...view.spend, turnUsd: 0 } }
    case 'user_message':
      return say(view, { kind: 'person', text: event.text, at: event.at }, owned)
    case 'status': {
      const told = { ...view, status: event.message }
      return event.resumes ? say(told, { kind: 'resumption' }, owned) : told
    }
    case 'message_type_hint': {
      const begun = { kind: 'director', messageType: event.messageType, text: '', streaming: true } as const
      return say(dropStreaming(view, owned), begun, owned)
    }
    case 'text_delta':
      return { ...withDelta(view, event.text, owned), status: null }
    case 'assistant_message':
      return { ...withMessage(view, event.text, event.messageType ?? 'text', owned), status: null }
    case 'system':
      return event.subtype === 'tool_call' ? toolStarted(view, event, owned) : toolEnded(view, event, owned)
    case 'progress': {
      const { type: _, ...progress } = event
      return withSlot(view, event.slot, ({ progress: __, ...slot }) =>
        isDone(progress) ? slot : { ...slot, progress },
      )
    }
    case 'asset':
      return withAsset(view, event.asset, event.becomesActive ?? true)
    case 'preview':
      return withPreview(view, event)
    case 'active_version':
      return withSlot(view, event.slot, (slot) => ({ ...slot, activeId: event.assetId }))
    case 'checkpoint':
      return withCheckpoint(view, event.checkpoint, owned)
    case 'cost':
      return withCost(view, event, owned)
    case 'title':
      return { ...view, title: event.title }
    case 'budget':
      return withBudget(view, event.budgetUsd, owned)
    case 'models':
      return { ...view, imageModel: event.imageModel, clipModel: event.clipModel }
    case 'error': {
      const { type: _, ...error } = event
      return say(view, { kind: 'error', ...error }, owned)
    }
    case 'complete':
      return endTurn(view)
    default:
      return unreachable(event)
  }
}

function say(view: SessionView, item: ConversationItem, owned: Owned): SessionView {
  return withConversation(view, owned, (conversation) => conversation.push(item))
}

function withConversation(view: SessionView, owned: Owned, change: (own: ConversationItem[]) => void): SessionView {
  const conversation = owned.has(view.conversation) ? view.conversation : [...view.conversation]
  owned.add(conversation)
  change(conversation)
  return { ...view, conversation }
}

/** The director's message that is still streaming, which can only be the last that the director has said. */
function streamingIndex({ conversation }: SessionView): number {
  const at = conversation.findLastIndex(({ kind }) => kind === 'director')
  const item = conversation[at]
  return item?.kind === 'director' && item.streaming ? at : -1
}

function dropStreaming(view: SessionView, owned: Owned): SessionView {
  const at = streamingIndex(view)
  return at === -1 ? view : withConversation(view, owned, (conversation) => conversation.splice(at, 1))
}

function withDelta(view: SessionView, text: string, owned: Owned): SessionView {
  const at = streamingIndex(view)
  const item = view.conversation[at]
  if (item?.kind !== 'director')
    return say(view, { kind: 'director', messageType: 'text', text, streaming: true }, owned)
  return withConversation(view, owned, (conversation) => {
    conversation[at] = { ...item, text: item.text + text }
  })
}

function withMessage(view: SessionView, text: string, messageType: MessageType, owned: Owned): SessionView {
  const closed = dropStreaming(view, owned)
  return text === '' ? closed : say(closed, { kind: 'director', messageType, text, streaming: false }, owned)
}

type Cost = Extract<SessionEvent, { type: 'cost' }>
type Preview = Extract<SessionEvent, { type: 'preview' }>
type ToolCall = Extract<SessionEvent, { type: 'system'; subtype: 'tool_call' }>
type ToolResult = Extract<SessionEvent, { type: 'system'; subtype: 'tool_result' }>

function toolStarted(view: SessionView, call: ToolCall, owned: Owned): SessionView {
  const { toolUseId, tool, input, at } = call
  const begun = { ...(input !== undefined && { input }), ...(at !== undefined && { at }) }
  return say(view, { kind: 'tool', toolUseId, tool, state: 'running', ...begun }, owned)
}

function toolEnded(view: SessionView, result: ToolResult, owned: Owned): SessionView {
  const { toolUseId, ok, durationMs, error, cutShort = cutShortBefore(error) } = result
  const at = view.conversation.findLastIndex((item) => item.kind === 'tool' && item.toolUseId === toolUseId)
  const item = view.conversation[at]
  if (item?.kind !== 'tool') return view
  const ended = { ...item, state: ok ? 'ok' : cutShort, durationMs, ...(error !== undefined && { error }) } as const
  return withConversation(view, owned, (conversation) => {
    conversation[at] = ended
  })
}

/** Older logs have in words alone that a tool did not fail by itself. */
function cutShortBefore(error: string | undefined): 'failed' | 'stopped' | 'interrupted' {
  if (error === 'Stopped.') return 'stopped'
  return error === 'Interrupted; it is taken up again.' ? 'interrupted' : 'failed'
}

/** A job is ordered by the tool that runs; what is given back is so for the latest that has paid. The model is nobody's job. */
function withCost(view: SessionView, { item, usd, turnUsd, sessionUsd }: Cost, owned: Owned): SessionView {
  const spent = { ...view, spend: { turnUsd, sessionUsd } }
  const at = view.conversation.findLastIndex(
    (entry) => entry.kind === 'tool' && (usd < 0 ? entry.usd !== undefined : entry.state === 'running'),
  )
  const tool = view.conversation[at]
  if (item === 'model' || usd === 0 || tool?.kind !== 'tool') return spent
  return withConversation(spent, owned, (conversation) => {
    conversation[at] = { ...tool, usd: (tool.usd ?? 0) + usd }
  })
}

/** What the shoot stopped for want of is measured anew. */
function withBudget(view: SessionView, budgetUsd: number, owned: Owned): SessionView {
  const set = { ...view, budgetUsd }
  const at = view.conversation.findLastIndex((item) => item.kind === 'error' && item.shortfall !== undefined)
  const item = view.conversation[at]
  if (item?.kind !== 'error' || item.shortfall === undefined) return set
  const leftUsd = Math.max(0, roundUsd(budgetUsd - item.shortfall.spentUsd))
  const shortfall = { ...item.shortfall, budgetUsd, leftUsd }
  return withConversation(set, owned, (conversation) => {
    conversation[at] = { ...item, shortfall }
  })
}

function withSlot(view: SessionView, slot: Slot, change: (slot: SlotView) => SlotView): SessionView {
  return { ...view, slots: { ...view.slots, [slot]: change(view.slots[slot] ?? { activeId: null, versions: [] }) } }
}

function withAsset(view: SessionView, asset: Asset, becomesActive: boolean): SessionView {
  const known = { ...view, assets: { ...view.assets, [asset.id]: asset } }
  if (asset.slot === null) {
    return view.references.includes(asset.id) ? known : { ...known, references: [...view.references, asset.id] }
  }
  return withSlot(known, asset.slot, ({ activeId, versions }) => ({
    activeId: becomesActive ? asset.id : activeId,
    versions: [...versions, asset.id],
  }))
}

function withPreview(view: SessionView, { assetId, thumbhash }: Preview): SessionView {
  const asset = view.assets[assetId]
  if (asset === undefined) return view
  return { ...view, assets: { ...view.assets, [assetId]: { ...asset, thumbhash, hasPreview: true } } }
}

function withCheckpoint(view: SessionView, checkpoint: Checkpoint, owned: Owned): SessionView {
  const at = view.checkpoints.findIndex(({ id }) => id === checkpoint.id)
  if (at !== -1) return { ...view, checkpoints: view.checkpoints.with(at, checkpoint) }
  const noted = { ...view, checkpoints: [...view.checkpoints, checkpoint] }
  return say(noted, { kind: 'checkpoint', checkpointId: checkpoint.id }, owned)
}

/** The last word on a piece of work can come after the version that it made. */
function isDone({ fraction, state }: Progress): boolean {
  return fraction === 1 && state === undefined
}

/** What was still open when the turn ended stays as it is: words half said, a tool that never came back. */
function endTurn(view: SessionView): SessionView {
  return {
    ...view,
    running: false,
    status: null,
    conversation: view.conversation.flatMap((item): ConversationItem[] => {
      if (item.kind === 'director' && item.streaming)
        return item.text === '' ? [] : [{ ...item, streaming: false, cutOff: true }]
      if (item.kind === 'tool' && item.state === 'running') return [{ ...item, state: 'stopped' }]
      return [item]
    }),
  }
}

function unreachable(event: never): never {
  throw new Error(`Unknown event: ${JSON.stringify(event)}`)
}
