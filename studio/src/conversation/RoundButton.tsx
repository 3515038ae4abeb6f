import type { ReactNode } from 'react'

type RoundButtonProps = { label: string; disabled: boolean; onClick(): void; children: ReactNode }

/** A button with a sign on it. */
export function RoundButton({ label, disabled, onClick, children }: RoundButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-10 shrink-0 place-items-center rounded-full bg-ink text-paper transition hover:opacity-90 disabled:opacity-25"
    >
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        {children}
      </svg>
    </button>
  )
}
