import { useState } from 'react'

type NumberFieldProps = {
  label: string
  value: number
  min: number
  max: number
  step: number
  onChange(value: number): void
}

/** A number that is typed. What is no number, or too small or large, counts for nothing and goes when the field is left. */
export function NumberField({ label, value, min, max, step, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)

  function type(text: string) {
    setTyped(text)
    const number = Number(text.replace(',', '.'))
    if (text.trim() !== '' && number >= min && number <= max) onChange(number)
  }

  return (
    <input
      type="number"
      inputMode="decimal"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      value={typed ?? value}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
      className="min-h-9 w-full min-w-0 rounded-inner border border-outline bg-sheet px-2 tabular-nums"
    />
  )
}
