/** One line of a menu. */
export type MenuItem = {
  label: string
  onSelect(): void
  /** It takes something away for good. */
  danger?: boolean
  disabled?: boolean
  /** It leads the focus somewhere itself; after any other it goes back to where it was. */
  movesFocus?: boolean
}

/** The look of a menu, whatever opens it. */
export const MENU = 'z-30 min-w-40 animate-appear rounded-card border border-line bg-sheet p-1 shadow-lift outline-none'

/** The look of one of its lines. */
export function menuItemLook({ danger }: MenuItem): string {
  return `flex min-h-9 cursor-default items-center rounded-inner px-2.5 outline-none select-none data-disabled:opacity-40 data-highlighted:bg-well ${danger ? 'text-accent' : ''}`
}
