/** The middle of some numbers; of an even count, the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 ? half : half - 1], sorted[half]]
  if (low === undefined || high === undefined) throw new Error('There is no number to take the median of.')
  return (low + high) / 2
}
