type ParameterSelectProps<Value extends string | number> = {
  label: string
  /** All that the model makes, repeated as it comes; undefined where the work has no such parameter. */
  values: readonly (Value | undefined)[]
  value: Value | undefined
  unit?: string
  onChange(value: Value): void
}

/** Chooses one parameter of an order; only words where the model makes nothing else, and nothing where there is no such parameter. */
export function ParameterSelect<Value extends string | number>({
  label,
  values,
  value,
  unit = '',
  onChange,
}: ParameterSelectProps<Value>) {
  if (value === undefined) return null
  const offered = [...new Set(values)].filter((one) => one !== undefined)
  if (offered.length < 2) return <span className="px-1 text-small text-soft">{`${value}${unit}`}</span>
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = offered.find((one) => String(one) === target.value)
        if (chosen !== undefined) onChange(chosen)
      }}
      className="min-h-8 cursor-pointer rounded-inner border border-line bg-sheet px-1.5 text-small hover:border-outline"
    >
      {offered.map((one) => (
        <option key={one} value={one}>{`${one}${unit}`}</option>
      ))}
    </select>
  )
}
