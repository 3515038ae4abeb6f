import { type BezierHandles, namedEasings } from '@fashion-shoot/media/curve'
import { useState } from 'react'
import { fixtureView } from '../../../dev/fixtureShoot.ts'
import { CurveEditor } from '../../curve/CurveEditor.tsx'
import { CurveNumbers } from '../../curve/CurveNumbers.tsx'
import { CurvePresets } from '../../curve/CurvePresets.tsx'
import { CurveTiming } from '../../curve/CurveTiming.tsx'
import { PreviewScreen } from '../../curve/PreviewScreen.tsx'
import { DEFAULT_CURVE, type SpeedCurve } from '../../curve/SpeedCurve.ts'
import { SpeedCurveButton } from '../../curve/SpeedCurveButton.tsx'
import { SpeedLine } from '../../curve/SpeedLine.tsx'
import { type ExhibitGroup, exhibit } from '../exhibits.ts'

const OWN: BezierHandles = [0.2, 0.7, 0.4, 1]

export const curveGroup = {
  id: 'curve',
  title: 'Speed curve',
  exhibits: [
    exhibit('Speed curve, of a shoot', <SpeedCurveButton sessionId="none" view={fixtureView('film')} />),
    exhibit(
      'Speed curve, while the director is at work',
      <SpeedCurveButton sessionId="none" view={{ ...fixtureView('film'), running: true }} />,
    ),
    exhibit('Curve, the director’s own', <Curve from={DEFAULT_CURVE.handles} />),
    exhibit('Curve, handles in the corners', <Curve from={namedEasings.linear} />),
    exhibit('Curves, one that has a name', <CurvePresets handles={DEFAULT_CURVE.handles} onChoose={() => {}} />),
    exhibit('Curves, one’s own', <CurvePresets handles={OWN} onChoose={() => {}} />),
    exhibit('Timing', <Timing canLoop />),
    exhibit('Timing, without a clip that closes the loop', <Timing canLoop={false} />),
    exhibit('Speeds', <SpeedLine curve={DEFAULT_CURVE} clipSeconds={5} />),
    exhibit('Preview, loading', <Screen failed={false} />),
    exhibit('Preview, where clips cannot be played', <Screen failed />),
  ],
} satisfies ExhibitGroup

function Curve({ from }: { from: BezierHandles }) {
  const [handles, setHandles] = useState(from)
  return (
    <div className="grid max-w-80 gap-3">
      <CurveEditor handles={handles} onChange={setHandles} />
      <CurveNumbers handles={handles} onChange={setHandles} />
    </div>
  )
}

function Timing({ canLoop }: { canLoop: boolean }) {
  const [curve, setCurve] = useState<SpeedCurve>(DEFAULT_CURVE)
  return <CurveTiming curve={curve} canLoop={canLoop} onChange={(part) => setCurve({ ...curve, ...part })} />
}

function Screen({ failed }: { failed: boolean }) {
  return <PreviewScreen canvas={{ current: null }} preview={{ player: null, failed }} ratio={3 / 2} />
}
