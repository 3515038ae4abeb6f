/** The value below which this share (0 to 1) of some numbers lies, by nearest rank. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('There is no number to take a quantile of.')
  return value
}
