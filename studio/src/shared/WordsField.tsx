import type { KeyboardEvent, Ref } from 'react'

type WordsFieldProps = {
  label: string
  value: string
  placeholder: string
  className?: string
  ref?: Ref<HTMLTextAreaElement>
  onChange(value: string): void
  /** Enter; Shift+Enter makes a new line. */
  onSubmit(): void
  /** Escape. */
  onCancel?(): void
}

/** A text box that grows with its words. */
export function WordsField({ label, value, className = '', onChange, onSubmit, onCancel, ...rest }: WordsFieldProps) {
  function onKeyDown(event: KeyboardEvent) {
    // Keys of an input method's composition are its own: Enter chooses a word and sends nothing, Escape gives one up.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel?.()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    onSubmit()
  }

  return (
    <textarea
      aria-label={label}
      rows={1}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      className={`field-sizing-content block max-h-48 w-full resize-none bg-transparent placeholder:text-soft ${className}`}
      {...rest}
    />
  )
}
