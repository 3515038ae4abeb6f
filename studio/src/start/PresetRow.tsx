import { useId } from 'react'
import { PresetChoice } from './PresetChoice.tsx'
import { PresetPicture } from './PresetPicture.tsx'
import { type PresetKind, type PresetTile, presetOf, presetWords } from './presets.ts'

type PresetRowProps = {
  kind: PresetKind
  /** What the line says of it; null leaves it to the director. */
  value: string | null
  disabled: boolean
  onChange(words: string | null): void
}

/** The presets of one kind, side by side; where there is no room for all, they scroll. */
export function PresetRow({ kind: { choice, title, presets }, value, disabled, onChange }: PresetRowProps) {
  const group = useId()
  const chosen = value === null ? null : presetOf(presets, value)
  const tile = (preset: PresetTile | null) => ({
    name: group,
    checked: chosen === preset,
    onChoose: () => onChange(preset && presetWords(preset)),
  })
  return (
    <fieldset
      disabled={disabled}
      className="min-w-0 gap-x-4 disabled:opacity-40 sm:grid sm:grid-cols-[5rem_minmax(0,1fr)]"
    >
      <legend className="mb-1.5 font-medium sm:float-left">{title}</legend>
      <div className="-m-1 flex gap-2 overflow-x-auto p-1 max-sm:-mx-4 max-sm:px-4 max-sm:[scrollbar-width:none]">
        <PresetChoice {...tile(null)} label="Director’s choice" quiet>
          <span className="grid size-full place-items-center border border-outline border-dashed text-soft">–</span>
        </PresetChoice>
        {presets.map((preset) => (
          <PresetChoice key={preset.id} {...tile(preset)} label={preset.label} prompt={preset.prompt}>
            <PresetPicture choice={choice} id={preset.id} />
          </PresetChoice>
        ))}
      </div>
    </fieldset>
  )
}
