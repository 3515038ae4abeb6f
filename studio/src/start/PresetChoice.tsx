import type { ReactNode } from 'react'

type PresetChoiceProps = {
  /** Of the group: one of it is chosen. */
  name: string
  label: string
  /** What it means, in full. */
  prompt?: string
  checked: boolean
  /** It leaves things open: being chosen is nothing to point out. */
  quiet?: boolean
  onChoose(): void
  /** Its picture. */
  children: ReactNode
}

/** One preset to choose: a picture with its name. */
export function PresetChoice({ name, label, prompt, checked, quiet = false, onChoose, children }: PresetChoiceProps) {
  return (
    <label title={prompt} className="group relative block w-18 shrink-0 cursor-pointer">
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="peer sr-only" />
      <span
        className={`block aspect-4/5 overflow-hidden rounded-inner bg-well outline-offset-2 *:rounded-inner peer-focus-visible:outline-2 peer-focus-visible:outline-ink ${
          quiet
            ? 'peer-checked:*:border-ink peer-checked:*:text-ink'
            : 'peer-checked:outline-2 peer-checked:outline-accent'
        }`}
      >
        {children}
      </span>
      <span className="mt-1.5 block text-small text-soft group-hover:text-ink peer-checked:text-ink">{label}</span>
    </label>
  )
}
