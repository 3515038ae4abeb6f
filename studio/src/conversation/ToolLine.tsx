import type { ConversationItem } from '@fashion-shoot/protocol'
import { memo } from 'react'
import { duration } from '../shared/format.ts'
import { toolWords } from './toolWords.ts'

type Tool = Extract<ConversationItem, { kind: 'tool' }>

const DOTS: Record<Tool['state'], string> = {
  running: 'bg-accent animate-breathe',
  ok: 'bg-done',
  failed: 'bg-transparent ring-1 ring-accent ring-inset',
}

const STATE_WORDS: Record<Tool['state'], string> = { running: 'working', ok: 'done', failed: 'failed' }

/** One thing that the director does or did, on one quiet line. */
export const ToolLine = memo(function ToolLine({ item }: { item: Tool }) {
  const { tool, input, state, durationMs, error } = item
  return (
    <div className="py-1 text-soft" title={input}>
      <div className="flex items-center gap-2.5">
        <span className={`size-1.5 shrink-0 rounded-full ${DOTS[state]}`} />
        <span className="min-w-0 grow truncate">
          {toolWords(tool)}
          <span className="sr-only">, {STATE_WORDS[state]}</span>
        </span>
        <span className="shrink-0 text-small tabular-nums">
          {state === 'failed' && durationMs === undefined
            ? 'stopped'
            : durationMs !== undefined && duration(durationMs)}
        </span>
      </div>
      {error !== undefined && (
        <p title={error} className="ml-4 line-clamp-2 text-accent text-small">
          {error}
        </p>
      )}
    </div>
  )
})
