import { readChoice, withChoice } from './direction.ts'
import { PresetRow } from './PresetRow.tsx'
import { PRESET_KINDS } from './presets.ts'

type PresetPickerProps = { line: string; disabled: boolean; onChange(line: string): void }

/** Pose, background and look, to be chosen by looking. What is chosen stands in the line of direction, and is read from there. */
export function PresetPicker({ line, disabled, onChange }: PresetPickerProps) {
  return (
    <div className="grid gap-4">
      {PRESET_KINDS.map((kind) => (
        <PresetRow
          key={kind.choice}
          kind={kind}
          value={readChoice(line, kind.choice)}
          disabled={disabled}
          onChange={(words) => onChange(withChoice(line, kind.choice, words))}
        />
      ))}
    </div>
  )
}
