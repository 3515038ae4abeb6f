import type { Asset } from './asset.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { ErrorEvent, MessageType, Shortfall } from './event.ts'
import type { Progress } from './runnerLine.ts'
import type { ClipModel, ImageModel, Slot } from './vocabulary.ts'

/** One entry of the conversation, in the order in which it happened. */
export type ConversationItem =
  | { kind: 'person'; text: string; at: string }
  /** `cutOff`: the turn ended before the message did. */
  | { kind: 'director'; messageType: MessageType; text: string; streaming: boolean; cutOff?: true }
  | {
      kind: 'tool'
      toolUseId: string
      tool: string
      input?: string
      state: ToolState
      /** When it began; absent in older logs. */
      at?: string
      durationMs?: number
      error?: string
      /** USD that was booked for jobs while it ran, less what was given back. */
      usd?: number
    }
  | { kind: 'checkpoint'; checkpointId: string }
  /** The turn was taken up again: what follows may have been said and done before. */
  | { kind: 'resumption' }
  /** Its `shortfall` is that of the budget as it is now, also after it was set anew. */
  | ({ kind: 'error' } & Omit<ErrorEvent, 'type'>)

/** `stopped` and `interrupted` did not fail by themselves; the latter is taken up again. One whose turn ended before it came back is stopped. */
type ToolState = 'running' | 'ok' | 'failed' | 'stopped' | 'interrupted'

export type SlotView = {
  /** The version that counts now; null while the first is being made. */
  activeId: string | null
  /** Asset ids of all versions, oldest first. */
  versions: string[]
  /** Present while something is being made for the slot, or after it failed. */
  progress?: Progress
}

/** All that a page or a terminal shows of a session: the log, reduced. */
export type SessionView = {
  sessionId: string | null
  /** Number of the last event that went in. */
  lastSeq: number
  running: boolean
  /** What is being set up, until the director speaks. */
  status: string | null
  conversation: ConversationItem[]
  references: string[]
  assets: Record<string, Asset>
  slots: Partial<Record<Slot, SlotView>>
  checkpoints: Checkpoint[]
  /** USD */
  spend: { turnUsd: number; sessionUsd: number }
  /** USD; null as long as nobody has changed it. */
  budgetUsd: number | null
  /** Null as long as it is the one that the shoot was made with. */
  title: string | null
  /** Null as long as nobody has chosen other models than the shoot was made with. */
  imageModel: ImageModel | null
  clipModel: ClipModel | null
}

export const emptyView: SessionView = {
  sessionId: null,
  lastSeq: 0,
  running: false,
  status: null,
  conversation: [],
  references: [],
  assets: {},
  slots: {},
  checkpoints: [],
  spend: { turnUsd: 0, sessionUsd: 0 },
  budgetUsd: null,
  title: null,
  imageModel: null,
  clipModel: null,
}

/** The checkpoint that waits for a decision, if one does. */
export function pendingCheckpoint(view: SessionView): Checkpoint | undefined {
  return view.checkpoints.findLast(({ state }) => state === 'pending')
}

/** By how much the budget falls short of what the latest turn wanted; undefined where it suffices, as after it was raised. */
export function openShortfall({ conversation }: Pick<SessionView, 'conversation'>): Shortfall | undefined {
  const turn = conversation.slice(conversation.findLastIndex(({ kind }) => kind === 'person'))
  const shortfall = turn.flatMap((item) => (item.kind === 'error' && item.shortfall) || []).at(-1)
  return shortfall !== undefined && fallsShort(shortfall) ? shortfall : undefined
}

/** True for a budget that does not suffice for what was wanted; false after it was raised far enough. */
export function fallsShort({ leftUsd, neededUsd }: Shortfall): boolean {
  return leftUsd < neededUsd
}

/** The active version in a slot, if there is one. */
export function activeAsset(view: Pick<SessionView, 'slots' | 'assets'>, slot: Slot): Asset | undefined {
  const id = view.slots[slot]?.activeId
  return id == null ? undefined : view.assets[id]
}
