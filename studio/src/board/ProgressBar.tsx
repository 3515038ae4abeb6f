import type { Progress } from '@fashion-shoot/protocol'
import { remaining } from '../shared/format.ts'

type ProgressBarProps = { label: string; progress: Progress; onPicture: boolean }

/** How far the making of one picture or clip is: a part of the bar, or a sweep when that can't be known. */
export function ProgressBar({ label, progress, onPicture }: ProgressBarProps) {
  const { fraction, message = 'Being made', etaMs } = progress
  const percent = fraction === undefined ? undefined : Math.round(fraction * 100)
  return (
    <div>
      <div
        className={`mb-1.5 flex justify-between gap-x-2 text-small max-sm:flex-col ${onPicture ? 'on-picture' : 'text-soft'}`}
      >
        <span className="truncate first-letter:uppercase" title={message}>
          {message}
        </span>
        {/* Its line is there before the time is known, so that nothing moves. */}
        <span className="min-h-4 shrink-0 tabular-nums">{etaMs === undefined ? '' : left(etaMs)}</span>
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

/** Nothing is left of the usual time when it is over, and there the work goes on. */
function left(etaMs: number): string {
  return etaMs === 0 ? 'longer than usual' : remaining(etaMs)
}
