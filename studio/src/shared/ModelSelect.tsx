import type { ClipModel, ImageModel } from '@fashion-shoot/protocol'
import { MODEL_NAMES } from './modelNames.ts'

type ModelSelectProps<M extends ImageModel | ClipModel> = {
  label: string
  models: readonly M[]
  value: M | undefined
  /** A small one, beside something that matters more. */
  quiet?: boolean
  disabled?: boolean
  onChange(model: M): void
}

/** Chooses one of the models that make the same. */
export function ModelSelect<M extends ImageModel | ClipModel>({
  label,
  models,
  value = models[0],
  quiet = false,
  disabled = false,
  onChange,
}: ModelSelectProps<M>) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value as M)}
      className={`cursor-pointer border bg-sheet ${quiet ? 'ml-1 min-h-8 rounded-inner border-line px-1.5 text-ink disabled:opacity-40' : 'min-h-10 w-full max-w-64 rounded-card border-outline px-3'}`}
    >
      {models.map((model) => (
        <option key={model} value={model}>
          {MODEL_NAMES[model]}
        </option>
      ))}
    </select>
  )
}
