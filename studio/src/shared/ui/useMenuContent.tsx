import { type ComponentType, type ReactNode, useRef } from 'react'
import type { MenuItem } from './menuItem.ts'

type LineProps = { disabled: boolean; onSelect(): void; className: string; children: ReactNode }

/** What the content of a menu is given, whatever opens it; `Line` is what its kind of menu makes a line with. */
export function useMenuContent(items: MenuItem[], Line: ComponentType<LineProps>) {
  const focusMoves = useRef(false)
  return {
    collisionPadding: 16,
    className: 'z-30 min-w-40 animate-appear rounded-card border border-line bg-sheet p-1 shadow-lift outline-none',
    onCloseAutoFocus(event: Event) {
      if (focusMoves.current) event.preventDefault()
      focusMoves.current = false
    },
    children: items.map(({ label, danger, disabled = false, movesFocus = false, onSelect }) => (
      <Line
        key={label}
        disabled={disabled}
        onSelect={() => {
          focusMoves.current = movesFocus
          onSelect()
        }}
        className={`flex min-h-9 cursor-default items-center rounded-inner px-2.5 outline-none select-none data-disabled:opacity-40 data-highlighted:bg-well ${danger ? 'text-accent' : ''}`}
      >
        {label}
      </Line>
    )),
  }
}
