import { useSyncExternalStore } from 'react'
import { placeOnCurve } from './filmPlan.ts'
import type { Playback } from './PreviewPlayer.ts'

/** Where the preview is on the curve, in the field of the editor. */
export function CurvePlayhead({ player }: { player: Playback }) {
  const { frame } = useSyncExternalStore(player.subscribe, player.state)
  const { x, y } = placeOnCurve(player.curve, frame)
  return (
    <g>
      <path
        d={`M${x} 0V${y}H0`}
        className="fill-none stroke-ink opacity-30"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
      <circle cx={x} cy={y} r="0.018" className="fill-ink" />
    </g>
  )
}
