import type { BezierHandles } from '@fashion-shoot/media/curve'
import { NumberField } from './NumberField.tsx'
import { heldHandles } from './SpeedCurve.ts'

const NAMES = ['Start, x', 'Start, y', 'End, x', 'End, y'] as const

/** The curve's four numbers, as CSS orders them. */
export function CurveNumbers({
  handles,
  onChange,
}: {
  handles: BezierHandles
  onChange(handles: BezierHandles): void
}) {
  const set = (index: number, value: number) => {
    const [x1, y1, x2, y2] = handles.with(index, value)
    onChange(heldHandles([x1 ?? 0, y1 ?? 0, x2 ?? 0, y2 ?? 0]))
  }
  return (
    <fieldset className="grid grid-cols-4 gap-1.5">
      <legend className="sr-only">The curve in numbers</legend>
      {NAMES.map((name, index) => (
        <NumberField
          key={name}
          label={name}
          value={handles[index] ?? 0}
          min={0}
          max={1}
          step={0.01}
          onChange={(value) => set(index, value)}
        />
      ))}
    </fieldset>
  )
}
