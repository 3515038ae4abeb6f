import type { Progress } from '@fashion-shoot/protocol'
import { remaining } from '../shared/format.ts'

type ProgressBarProps = { label: string; progress: Progress; onPicture: boolean; className?: string }

/** How far the making of one picture or clip is: a part of the bar, or a sweep when that can't be known. */
export function ProgressBar({ label, progress, onPicture, className = '' }: ProgressBarProps) {
  const { fraction, message, etaMs } = progress
  const percent = fraction === undefined ? undefined : Math.round(fraction * 100)
  return (
    <div className={className}>
      <div className={`mb-1.5 flex justify-between gap-2 text-small ${onPicture ? 'on-picture' : 'text-soft'}`}>
        <span className="truncate">{message ?? 'Being made'}</span>
        <span className="shrink-0 tabular-nums">{etaMs === undefined ? '' : remaining(etaMs)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={`h-0.75 overflow-hidden rounded-full ${onPicture ? 'bg-white/35' : 'bg-line'}`}
      >
        <div
          className={`h-full origin-left rounded-full bg-accent ${percent === undefined ? 'w-2/5 animate-sweep' : 'w-full transition-transform ease-out'}`}
          style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
        />
      </div>
    </div>
  )
}
