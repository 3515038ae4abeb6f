import type { ConversationItem } from '@fashion-shoot/protocol'
import { openError } from './openError.ts'
import { toolWords } from './toolWords.ts'

type Of<K extends ConversationItem['kind']> = Extract<ConversationItem, { kind: K }>
export type ToolItem = Of<'tool'>
export type DirectorItem = Of<'director'>

/** One entry of the conversation as it is shown; `at` is where in the log's conversation it begins, and never changes. */
export type ConversationRow =
  | { kind: 'person'; at: number; item: Of<'person'> }
  | { kind: 'words'; at: number; item: DirectorItem }
  /** What was thought until something was said or made. */
  | { kind: 'thinking'; at: number; items: DirectorItem[] }
  /** `tools` did the same thing one after the other; `retry` where it makes sense to try again now. */
  | { kind: 'activity'; at: number; tools: ToolItem[]; resumed: boolean; retry: boolean }
  /** `open` while it keeps the shoot from going on. */
  | { kind: 'error'; at: number; item: Of<'error'>; open: boolean; retry: boolean }

/** Tools that only look something up: several in a row are one thing to a person. */
const LOOKUPS = new Set(['Reading the notes', 'Looking at the shoot so far', 'Looking at a picture'])

/**
 * What the page shows of a conversation, from where a turn begins in it. The board asks at a checkpoint, and the person's words that follow are the answer, so it has no
 * row. What an interruption had a turn say or do again stands once.
 */
export function conversationRows(
  conversation: readonly ConversationItem[],
  running: boolean,
  from = 0,
): ConversationRow[] {
  const rows: ConversationRow[] = []
  let resumedAt = 0
  conversation.slice(from).forEach((item, index) => {
    const at = from + index
    switch (item.kind) {
      case 'person':
        rows.push({ kind: 'person', at, item })
        return
      case 'director':
        if (item.messageType === 'thinking') addThinking(rows, item, at)
        else if (!isSaidAgain(rows, item, resumedAt)) rows.push({ kind: 'words', at, item })
        return
      case 'tool':
        addTool(rows, item, at)
        return
      case 'error':
        rows.push({ kind: 'error', at, item, open: false, retry: false })
        return
      case 'resumption':
        resumedAt = at
        return
      case 'checkpoint':
        return
    }
  })
  return withRetry(rows, running, openError(conversation))
}

/** True for words, whole or still growing, that the same turn has said before it was taken up again there. */
function isSaidAgain(rows: ConversationRow[], { text, streaming }: DirectorItem, resumedAt: number): boolean {
  if (text === '') return false
  return turnOf(rows).some(
    ({ row }) =>
      row.kind === 'words' &&
      row.at < resumedAt &&
      (row.item.text === text || (streaming && row.item.text.startsWith(text))),
  )
}

function addThinking(rows: ConversationRow[], item: DirectorItem, at: number): void {
  const last = turnOf(rows).findLast(({ row }) => !isLookup(row))
  if (last?.row.kind === 'thinking') rows[last.index] = { ...last.row, items: [...last.row.items, item] }
  else rows.push({ kind: 'thinking', at, items: [item] })
}

function isLookup(row: ConversationRow): boolean {
  return row.kind === 'activity' && row.tools.every(({ tool }) => LOOKUPS.has(toolWords(tool)))
}

function addTool(rows: ConversationRow[], tool: ToolItem, at: number): void {
  const turn = turnOf(rows)
  const cut = turn.findLast(
    ({ row }) =>
      row.kind === 'activity' && row.tools.some((one) => one.tool === tool.tool && one.state === 'interrupted'),
  )
  if (cut?.row.kind === 'activity') {
    rows[cut.index] = { ...cut.row, tools: [tool], resumed: true }
    return
  }
  const words = toolWords(tool.tool)
  const last = turn.findLast(({ row }) => row.kind !== 'thinking')
  if (
    last?.row.kind === 'activity' &&
    isLookup(last.row) &&
    last.row.tools.every((one) => toolWords(one.tool) === words)
  ) {
    rows[last.index] = { ...last.row, tools: [...last.row.tools, tool] }
    return
  }
  rows.push({ kind: 'activity', at, tools: [tool], resumed: false, retry: false })
}

/** The rows since the person last spoke. */
function turnOf(rows: ConversationRow[]): { row: ConversationRow; index: number }[] {
  const begin = rows.findLastIndex(({ kind }) => kind === 'person') + 1
  return rows.slice(begin).map((row, index) => ({ row, index: begin + index }))
}

/** Only what keeps the shoot from going on can be tried again. Of several tools that one press on Stop ended, the last speaks for all. */
function withRetry(rows: ConversationRow[], running: boolean, open: Of<'error'> | null): ConversationRow[] {
  const newest = rows.findLastIndex(({ kind }) => kind === 'person' || kind === 'error')
  const openAt = rows.findLastIndex((row) => row.kind === 'error' && row.item === open)
  const lastTool = rows.findLastIndex(({ kind }) => kind === 'activity')
  return rows.map((row, index) => {
    if (row.kind === 'error' && index === openAt) return { ...row, open: true, retry: row.item.retryable && !running }
    if (row.kind !== 'activity' || index !== lastTool || index < newest) return row
    return { ...row, retry: !running && row.tools.some(({ state }) => state === 'stopped') }
  })
}
