import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

type PopoverProps = {
  /** A button; a press opens and closes. */
  trigger: ReactElement
  /** What the popover is, for screen readers. */
  label: string
  open: boolean
  onOpenChange(open: boolean): void
  children: ReactNode
}

/** A small sheet that hangs from a button; the page behind it stays as it is. */
export function Popover({ trigger, label, open, onOpenChange, children }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="end"
          sideOffset={8}
          collisionPadding={16}
          className="z-30 max-w-(--radix-popover-content-available-width) animate-appear rounded-card border border-line bg-sheet p-3 shadow-lift outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
