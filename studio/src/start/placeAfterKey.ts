/** Where a key leads the thing at a place of so many, counted from 0; null where it leads nowhere. */
export function placeAfterKey(key: string, at: number, count: number): number | null {
  const last = count - 1
  const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: last }[key]
  return to === undefined || to === at || to < 0 || to > last ? null : to
}
