/** The place that an arrow key leads to in a grid that is filled row by row, from 0; null where it leads nowhere. */
export function stepInGrid(key: string, place: number, columns: number, count: number): number | null {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key]
  if (step === undefined) return null
  const next = place + step
  return next < 0 || next >= count ? null : next
}
