import type { ConversationItem } from '@fashion-shoot/protocol'
import { memo } from 'react'
import { Button } from '../shared/Button.tsx'
import { duration } from '../shared/format.ts'
import { toolWords } from './toolWords.ts'
import { wasStopped } from './wasStopped.ts'

type Tool = Extract<ConversationItem, { kind: 'tool' }>
type State = Tool['state'] | 'stopped'

const DOTS: Record<State, string> = {
  running: 'bg-accent animate-breathe',
  ok: 'bg-done',
  failed: 'bg-transparent ring-1 ring-accent ring-inset',
  stopped: 'bg-outline',
}

const STATE_WORDS: Record<State, string> = { running: 'working', ok: 'done', failed: 'failed', stopped: 'stopped' }

type ToolLineProps = {
  item: Tool
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** One thing that the director does or did, on one quiet line. */
export const ToolLine = memo(function ToolLine({ item, onRetry }: ToolLineProps) {
  const { tool, input, durationMs, error } = item
  const stopped = wasStopped(item)
  const state = stopped ? 'stopped' : item.state
  return (
    <div className="py-1 text-soft" title={input}>
      <div className="flex items-center gap-2.5">
        <span className={`size-1.5 shrink-0 rounded-full ${DOTS[state]}`} />
        <span className="min-w-0 grow truncate">
          {toolWords(tool)}
          <span className="sr-only">, {STATE_WORDS[state]}</span>
        </span>
        <span className="shrink-0 text-small tabular-nums">{durationMs !== undefined && duration(durationMs)}</span>
      </div>
      {stopped && <p className="ml-4 text-small">Stopped.{onRetry && ' Say how to go on, or press Try again.'}</p>}
      {stopped && onRetry && (
        <Button className="mt-2 mb-1 ml-4" onClick={onRetry}>
          Try again
        </Button>
      )}
      {!stopped && error !== undefined && (
        <p title={error} className="ml-4 line-clamp-2 text-accent text-small">
          {error}
        </p>
      )}
    </div>
  )
})
