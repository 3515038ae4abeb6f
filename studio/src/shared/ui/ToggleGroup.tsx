import { ToggleGroup as Radix } from 'radix-ui'

type ToggleGroupProps<V extends string> = {
  /** What is chosen here, for screen readers. */
  label: string
  value: V
  options: readonly { value: NoInfer<V>; label: string }[]
  onChange(value: NoInfer<V>): void
}

/** One of a few, side by side: the choice is seen at once. */
export function ToggleGroup<V extends string>({ label, value, options, onChange }: ToggleGroupProps<V>) {
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      // A second press on what is chosen would leave nothing chosen.
      onValueChange={(next) => next !== '' && onChange(next as V)}
      className="inline-flex rounded-card bg-well p-0.5"
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className="min-h-8 rounded-[0.5rem] px-3 text-soft transition hover:text-ink data-[state=on]:bg-sheet data-[state=on]:text-ink data-[state=on]:ring-1 data-[state=on]:ring-outline/60"
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}
