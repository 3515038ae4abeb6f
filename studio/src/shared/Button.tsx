import type { ComponentProps } from 'react'

const LOOKS = {
  primary: 'bg-ink text-paper hover:opacity-90',
  plain: 'border border-line bg-sheet text-ink hover:border-outline',
  quiet: 'text-soft hover:text-ink',
} as const

/** A button with words on it: one primary a view, at most. */
export function Button({
  look = 'plain',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: keyof typeof LOOKS }) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-card px-4 font-medium transition disabled:pointer-events-none disabled:opacity-40 aria-disabled:pointer-events-none aria-disabled:opacity-40 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}
