import { speedsOf } from './filmPlan.ts'
import type { SpeedCurve } from './SpeedCurve.ts'

/** How fast a clip runs at the cuts and at its fastest, against how it was filmed. */
export function SpeedLine({ curve, clipSeconds }: { curve: SpeedCurve; clipSeconds: number }) {
  const { atCuts, fastest } = speedsOf(curve, clipSeconds)
  return (
    <p className="text-center text-small text-soft tabular-nums">
      {times(atCuts)} at the cuts · {times(fastest)} at its fastest
    </p>
  )
}

function times(speed: number): string {
  return `${speed < 10 ? speed.toFixed(1) : Math.round(speed)}×`
}
