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
