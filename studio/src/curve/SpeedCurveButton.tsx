import { activeAsset, CLIP_COUNT, clipSlot, type SessionView } from '@fashion-shoot/protocol'
import { lazy, Suspense, useState } from 'react'

const SpeedCurveDialog = lazy(() =>
  import('./SpeedCurveDialog.tsx').then((module) => ({ default: module.SpeedCurveDialog })),
)

type SpeedCurveButtonProps = {
  sessionId: string
  view: Pick<SessionView, 'slots' | 'assets' | 'running'>
}

/** Opens the speed curve, whose code is loaded then; nothing before all clips are there to be timed. */
export function SpeedCurveButton({ sessionId, view }: SpeedCurveButtonProps) {
  const [open, setOpen] = useState(false)
  const clips = Array.from({ length: CLIP_COUNT }, (_, index) => activeAsset(view, clipSlot(index + 1)))
  if (clips.includes(undefined)) return null
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="shrink-0 rounded-inner text-soft underline-offset-4 hover:underline"
      >
        Speed curve…
      </button>
      {open && (
        <Suspense>
          <SpeedCurveDialog sessionId={sessionId} view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
