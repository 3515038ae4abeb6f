import { memo } from 'react'
import { Button } from '../shared/Button.tsx'
import { duration, runningTime, usd } from '../shared/format.ts'
import type { ToolItem } from './conversationRows.ts'
import { toolWords } from './toolWords.ts'
import { useNow } from './useNow.ts'

const DOTS: Record<ToolItem['state'], string> = {
  running: 'bg-accent animate-breathe',
  ok: 'bg-done',
  failed: 'bg-transparent ring-1 ring-accent ring-inset',
  stopped: 'bg-outline',
  interrupted: 'bg-outline',
}

const STATE_WORDS: Record<ToolItem['state'], string> = {
  running: 'working',
  ok: 'done',
  failed: 'failed',
  stopped: 'stopped',
  interrupted: 'interrupted',
}

type ActivityLineProps = {
  /** What was done one after the other, all of it the same thing. */
  tools: ToolItem[]
  /** True when it was interrupted and taken up again. */
  resumed: boolean
  /** Absent when trying again makes no sense, or not now. */
  onRetry: (() => void) | undefined
}

/** What the director does or did, on one quiet line with its time and price. */
export const ActivityLine = memo(function ActivityLine({ tools, resumed, onRetry }: ActivityLineProps) {
  const last = tools.at(-1)
  if (last === undefined) return null
  const { state } = last
  const inputs = tools.flatMap(({ input }) => input ?? []).join('\n')
  return (
    <div className="py-1 text-soft" {...(inputs !== '' && { title: inputs })}>
      <div className="flex items-center gap-2.5">
        <span className={`size-1.5 shrink-0 rounded-full ${DOTS[state]}`} />
        <span className="min-w-0 grow truncate">
          {toolWords(last.tool)}
          <span className="sr-only">, {STATE_WORDS[state]}</span>
        </span>
        <Figures tools={tools} />
      </div>
      {resumed && <p className="ml-4 text-small">Interrupted once, and taken up again.</p>}
      {state === 'interrupted' && <p className="ml-4 text-small">Interrupted. It goes on by itself.</p>}
      {state === 'stopped' && (
        <p className="ml-4 text-small">Stopped.{onRetry && ' Say how to go on, or press Try again.'}</p>
      )}
      {state === 'stopped' && onRetry && (
        <Button className="mt-2 mb-1 ml-4" onClick={onRetry}>
          Try again
        </Button>
      )}
      {state === 'failed' && last.error !== undefined && (
        <p title={last.error} className="ml-4 line-clamp-2 text-accent text-small">
          {last.error}
        </p>
      )}
    </div>
  )
}, sameLine)

/** `19 s · $0.15`; what runs counts its seconds. */
function Figures({ tools }: { tools: ToolItem[] }) {
  const begun = tools.find(({ state }) => state === 'running')?.at
  const now = useNow(begun !== undefined)
  const ms = tools.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)
  const price = tools.reduce((sum, tool) => sum + (tool.usd ?? 0), 0)
  const time = begun !== undefined ? runningTime(Math.max(0, now - Date.parse(begun))) : ms > 0 ? duration(ms) : ''
  const words = [time, price > 0 ? usd(price) : ''].filter((part) => part !== '')
  return <span className="shrink-0 text-small tabular-nums">{words.join(' · ')}</span>
}

/** Rows are made anew with every event; the tools in them only when something has happened to them. */
function sameLine(before: ActivityLineProps, after: ActivityLineProps): boolean {
  return (
    before.resumed === after.resumed &&
    (before.onRetry === undefined) === (after.onRetry === undefined) &&
    before.tools.length === after.tools.length &&
    before.tools.every((tool, index) => tool === after.tools[index])
  )
}
