import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label' | 'title'> & {
  icon: IconName
  /** What it does, and by which key, for those who rest on it or hear it. */
  label: string
  keys?: string
}

/** A button with a sign on it, as large as a finger. */
export function IconButton({ icon, label, keys, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      className={`grid size-10 shrink-0 place-items-center rounded-card transition hover:bg-well disabled:pointer-events-none disabled:opacity-30 aria-pressed:text-accent ${className}`}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
}
