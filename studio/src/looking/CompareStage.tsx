import type { Asset } from '@fashion-shoot/protocol'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { ClipsTogether } from '../film/ClipRow.tsx'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import type { BoardView } from '../shoot/boardPlan.ts'
import { CompareSlider } from './CompareSlider.tsx'
import { PlayTogether } from './PlayTogether.tsx'
import { SideBySide } from './SideBySide.tsx'

type CompareStageProps = { view: BoardView; left: Asset; right: Asset; keys: Ref<KeyTaker> }

const WAYS = [
  { value: 'slider', label: 'Slider' },
  { value: 'beside', label: 'Side by side' },
] as const

/** How unlike two shapes may be that still lie on each other. */
const ALIKE = 0.02

/** Two assets, to be told apart: on each other where they have one shape, else side by side; or as the person likes it. */
export function CompareStage({ view, left, right, keys }: CompareStageProps) {
  const pictures = useRef<KeyTaker>(null)
  const clips = useRef<KeyTaker>(null)
  useImperativeHandle(keys, () => ({
    press: (event) => (pictures.current?.press(event) || clips.current?.press(event)) ?? false,
  }))
  const [chosen, setChosen] = useState<'slider' | 'beside'>()
  const shapes = left.width / left.height / (right.width / right.height)
  const fitting = left.slot === right.slot && Math.abs(shapes - 1) < ALIKE
  const way = chosen ?? (fitting ? 'slider' : 'beside')
  const Way = way === 'slider' ? CompareSlider : SideBySide
  const plays = left.contentType === 'video/mp4' && right.contentType === 'video/mp4'
  return (
    <ClipsTogether>
      <div className="flex size-full flex-col gap-3">
        <div className="relative min-h-0 grow">
          <Way view={view} left={left} right={right} keys={pictures} />
        </div>
        <div className="flex items-center justify-center gap-2">
          <ToggleGroup label="How to compare" value={way} options={WAYS} onChange={setChosen} />
          {plays && <PlayTogether keys={clips} />}
        </div>
      </div>
    </ClipsTogether>
  )
}
